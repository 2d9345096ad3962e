/** Sample: a message goes to another JVM and back, again and again; how long that takes as text and as a plot. */
@NullMarked
package dev.shm.samples.pingpong;

import org.jspecify.annotations.NullMarked;
