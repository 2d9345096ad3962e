/**
 * The cells behind shared values: the latest one, for many readers.
 *
 * <p>Of two cells one is visible and one hidden, and a sequence says which. A writer copies a finished value into the
 * hidden cell and then moves the sequence on, so what readers look at is never half written, whoever dies where.
 */
@NullMarked
package dev.shm.collections.internal.value;

import org.jspecify.annotations.NullMarked;
