package dev.shm.samples.quakes;

import dev.shm.collections.GenerateQueue;
import dev.shm.collections.GenerateTopic;
import dev.shm.struct.SharedStruct;

/**
 * What the feed says of its work when it is done; the monitors compare.
 *
 * @param events put into the queue or topic
 * @param badRows of the input that were left out
 * @param checksum over all fields of all events, in order
 */
@SharedStruct
@GenerateQueue
@GenerateTopic
record FeedReport(long events, long badRows, long checksum) {}
