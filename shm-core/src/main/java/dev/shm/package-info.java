/** Regions of shared memory, and locks in them. Begin with {@link dev.shm.SharedRegion}. */
@NullMarked
package dev.shm;

import org.jspecify.annotations.NullMarked;
