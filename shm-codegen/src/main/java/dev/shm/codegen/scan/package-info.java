/** The first stage: from the compiler's elements to the model. */
@NullMarked
package dev.shm.codegen.scan;

import org.jspecify.annotations.NullMarked;
