package dev.shm.benchmarks.map;

import dev.shm.collections.GenerateMap;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

/** A value of 64 bytes and its key. */
@SharedStruct
@GenerateMap(key = "key")
public final class TextEntry {
    @MaxBytes(Keys.TEXT_BYTES)
    String key = "";

    long a;
    long b;
    long c;
    long d;
    long e;
    long f;
    long g;
    long h;
}
