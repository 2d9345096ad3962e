package dev.shm.benchmarks;

import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;
import org.jspecify.annotations.Nullable;

/** A text of up to 16 bytes: the plain object, and what its flyweight {@code SharedLabel} is generated from. */
@SharedStruct(id = "benchmarks.label")
final class Label {
    @MaxBytes(16)
    @Nullable
    String symbol;
}
