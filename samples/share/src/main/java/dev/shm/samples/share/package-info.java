/**
 * A text that two processes share, as in 1998: a window with a text box, <i>Put</i> and <i>Get</i>. Begin with {@link
 * dev.shm.samples.share.SharedText}, which is all that there is to see of shared memory.
 */
@NullMarked
package dev.shm.samples.share;

import org.jspecify.annotations.NullMarked;
