/** The seam to the operating system: one small interface, and Linux behind it. All native calls are here. */
@NullMarked
package dev.shm.internal.platform;

import org.jspecify.annotations.NullMarked;
