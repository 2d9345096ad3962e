package dev.shm.samples.quakes;

import dev.shm.struct.Length;
import dev.shm.struct.SharedStruct;

/** What a monitor of the topic knows at some position, so that it can go on from there if it is killed. */
@SharedStruct
final class Checkpoint {
    /** In the topic, of the first event that is not in it. A topic may have positions without an event. */
    long position;

    long events;
    long gaps;
    long checksum;

    @Length(7)
    long[] eventsByBand = new long[7];

    /** How many of the strongest there are. */
    int ranked;

    @Length(5)
    Quake[] strongest = new Quake[5];
}
