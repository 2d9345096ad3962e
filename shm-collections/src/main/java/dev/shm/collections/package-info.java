/** Typed data structures in shared memory. Annotate a struct, and the processor writes the typed classes. */
@NullMarked
package dev.shm.collections;

import org.jspecify.annotations.NullMarked;
