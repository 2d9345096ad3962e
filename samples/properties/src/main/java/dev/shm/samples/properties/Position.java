package dev.shm.samples.properties;

import dev.shm.struct.SharedStruct;

/** What an account has of one product, in shared memory for all who watch it. */
@SharedStruct
class Position {
    long quantity;
    long bought;
    long sold;
    int fills;
}
