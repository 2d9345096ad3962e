/**
 * Annotations that turn a class into a struct in shared memory, and what the generated structs stand on.
 *
 * <p>Applications use the annotations, the generated classes, and {@link dev.shm.struct.StructLayout} to print a
 * layout.
 */
@NullMarked
package dev.shm.struct;

import org.jspecify.annotations.NullMarked;
