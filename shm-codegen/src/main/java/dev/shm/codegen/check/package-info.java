/** The second stage: from the model to every problem in it. */
@NullMarked
package dev.shm.codegen.check;

import org.jspecify.annotations.NullMarked;
