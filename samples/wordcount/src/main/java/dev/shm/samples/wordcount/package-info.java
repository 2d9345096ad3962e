/** Several JVMs count the words of a text into one map in shared memory. */
@NullMarked
package dev.shm.samples.wordcount;

import org.jspecify.annotations.NullMarked;
