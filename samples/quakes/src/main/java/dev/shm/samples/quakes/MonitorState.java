package dev.shm.samples.quakes;

import dev.shm.struct.Atomic;
import dev.shm.struct.SharedStruct;

/**
 * Which of a monitor's two checkpoints is whole, and how often the monitor was started.
 *
 * @param saves how many checkpoints were saved; the last is in the second if this is odd, and in the first if it is
 *     even
 * @param position of the last checkpoint, for the feed: it may be a little old
 */
@SharedStruct
record MonitorState(
        @Atomic long saves, @Atomic long position, @Atomic long starts) {}
