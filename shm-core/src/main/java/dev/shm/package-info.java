/** Regions of shared memory, the locks and structs in them, and the exceptions of the library. */
@NullMarked
package dev.shm;

import org.jspecify.annotations.NullMarked;
