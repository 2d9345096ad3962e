@NullMarked
package dev.shm.benchmarks.map;

import org.jspecify.annotations.NullMarked;
