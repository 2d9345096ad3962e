/**
 * Raw access to memory by absolute address, in the access modes of {@code VarHandle}.
 *
 * <p><b>Not for applications.</b> The package is public because generated structs call it. It is the only place of the
 * project that names {@code Unsafe} or the foreign-memory API.
 */
@NullMarked
package dev.shm.memory;

import org.jspecify.annotations.NullMarked;
