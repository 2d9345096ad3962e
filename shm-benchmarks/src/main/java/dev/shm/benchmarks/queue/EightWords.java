package dev.shm.benchmarks.queue;

import dev.shm.collections.GenerateQueue;
import dev.shm.collections.GenerateTopic;
import dev.shm.struct.SharedStruct;

/** The message of 64 bytes; see {@link Transport}. */
@SharedStruct
@GenerateQueue
@GenerateTopic
public final class EightWords {
    long a;
    long b;
    long c;
    long d;
    long e;
    long f;
    long g;
    long h;
}
