/** The annotation processor of dev.shm. Nothing but {@link dev.shm.codegen.ShmProcessor} is for use from outside. */
@NullMarked
package dev.shm.codegen;

import org.jspecify.annotations.NullMarked;
