/**
 * What queues, topics, maps and values have in common: whose turn it is among the threads of a process, the seat of an
 * end that one process has, and waiting for messages and room.
 */
@NullMarked
package dev.shm.collections.internal;

import org.jspecify.annotations.NullMarked;
