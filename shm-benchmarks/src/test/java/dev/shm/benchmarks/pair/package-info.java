@NullMarked
package dev.shm.benchmarks.pair;

import org.jspecify.annotations.NullMarked;
