package dev.shm.samples.quakes;

import dev.shm.collections.GenerateQueue;
import dev.shm.struct.SharedStruct;

/**
 * What the feed says of its work when it is done; the monitor compares.
 *
 * @param events put into the queue
 * @param badRows of the input that were left out
 * @param checksum over all fields of all events, in order
 */
@SharedStruct
@GenerateQueue
record FeedReport(long events, long badRows, long checksum) {}
