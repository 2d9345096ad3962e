/** Locks that live in shared memory and survive the death of whoever holds them. */
@NullMarked
package dev.shm.internal.sync;

import org.jspecify.annotations.NullMarked;
