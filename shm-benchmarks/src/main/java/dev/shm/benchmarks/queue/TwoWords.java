package dev.shm.benchmarks.queue;

import dev.shm.collections.GenerateQueue;
import dev.shm.collections.GenerateTopic;
import dev.shm.struct.SharedStruct;

/** The message of 16 bytes; see {@link Transport}. */
@SharedStruct
@GenerateQueue
@GenerateTopic
public final class TwoWords {
    long a;
    long b;
}
