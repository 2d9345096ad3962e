/** Regions: their files, the protocol of creating and joining one, the process table, and safe closing. */
@NullMarked
package dev.shm.internal.region;

import org.jspecify.annotations.NullMarked;
