package dev.shm.samples.pingpong;

import dev.shm.collections.GenerateQueue;
import dev.shm.struct.SharedStruct;

/**
 * What goes to and fro.
 *
 * @param number 0, 1, 2 …; {@link Table#LAST} ends the game
 * @param servedNanos when it was served, on the clock of {@code System.nanoTime}
 */
@SharedStruct
@GenerateQueue
record Ball(long number, long servedNanos) {}
