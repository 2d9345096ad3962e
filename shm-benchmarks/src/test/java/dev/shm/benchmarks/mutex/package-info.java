@NullMarked
package dev.shm.benchmarks.mutex;

import org.jspecify.annotations.NullMarked;
