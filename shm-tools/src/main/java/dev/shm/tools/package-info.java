/**
 * The {@code shm} command: lists, shows, watches, checks and removes regions.
 *
 * <p>It knows no kind of object. What it shows comes from {@link dev.shm.spi.RegionView}, as a tree of named values,
 * and goes out as text for people or as JSON for programs.
 */
@NullMarked
package dev.shm.tools;

import org.jspecify.annotations.NullMarked;
