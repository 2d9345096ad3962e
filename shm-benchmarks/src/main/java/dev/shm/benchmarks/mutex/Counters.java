package dev.shm.benchmarks.mutex;

import dev.shm.struct.SharedStruct;

/** What both processes change while they hold the mutex; always equal when nobody does. */
@SharedStruct
public final class Counters {
    long first;
    long second;
}
