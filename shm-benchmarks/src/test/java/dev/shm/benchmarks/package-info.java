@NullMarked
package dev.shm.benchmarks;

import org.jspecify.annotations.NullMarked;
