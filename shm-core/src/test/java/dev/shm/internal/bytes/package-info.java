/** Tests of the checked Chronicle store. */
@NullMarked
package dev.shm.internal.bytes;

import org.jspecify.annotations.NullMarked;
