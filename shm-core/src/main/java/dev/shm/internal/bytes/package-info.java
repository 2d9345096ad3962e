/**
 * Chronicle Bytes over a region: a store of our own in which every access is checked.
 *
 * <p>Chronicle's own stores check neither bounds nor whether the memory is still there, and hand out addresses. This
 * one does the first two and refuses the third. {@link dev.shm.internal.bytes.ChronicleViews} is the only class that
 * others call; nothing of Chronicle is loaded before it is.
 */
@NullMarked
package dev.shm.internal.bytes;

import org.jspecify.annotations.NullMarked;
