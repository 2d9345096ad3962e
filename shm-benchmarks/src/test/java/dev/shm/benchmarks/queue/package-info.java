@NullMarked
package dev.shm.benchmarks.queue;

import org.jspecify.annotations.NullMarked;
