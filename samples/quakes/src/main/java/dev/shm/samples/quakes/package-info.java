/**
 * A week of real earthquakes, from one JVM to another through a queue in shared memory. Begin with {@link
 * dev.shm.samples.quakes.Quake}, then {@link dev.shm.samples.quakes.Feed} and {@link dev.shm.samples.quakes.Monitor}.
 */
@NullMarked
package dev.shm.samples.quakes;

import org.jspecify.annotations.NullMarked;
