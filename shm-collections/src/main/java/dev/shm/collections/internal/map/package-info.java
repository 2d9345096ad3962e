/**
 * The tables behind maps and sets: extendible hashing over segments of a fixed size.
 *
 * <p>A hash leads through a directory to a segment, and in it to a bucket. Whoever writes holds the segment's lock; who
 * reads holds nothing, copies out and then looks whether the words that it went by are still the same. What others can
 * see of a segment changes by one store of eight bytes into a bucket, so a process that is killed leaves every entry
 * old or new, and whatever else it left is made anew from the buckets by the next who takes the lock.
 * docs/design/maps.md has the steps, their fences and what a death after each leaves.
 */
@NullMarked
package dev.shm.collections.internal.map;

import org.jspecify.annotations.NullMarked;
