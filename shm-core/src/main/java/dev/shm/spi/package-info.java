/**
 * For authors of data structures in shared memory: what {@code shm-collections} stands on.
 *
 * <p>Not for applications. The types here may change between minor versions.
 */
@NullMarked
package dev.shm.spi;

import org.jspecify.annotations.NullMarked;
