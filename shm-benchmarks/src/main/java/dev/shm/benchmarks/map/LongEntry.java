package dev.shm.benchmarks.map;

import dev.shm.collections.GenerateMap;
import dev.shm.struct.SharedStruct;

/** A value of 64 bytes and its key. */
@SharedStruct
@GenerateMap(key = "key")
public final class LongEntry {
    long key;
    long a;
    long b;
    long c;
    long d;
    long e;
    long f;
    long g;
    long h;
}
