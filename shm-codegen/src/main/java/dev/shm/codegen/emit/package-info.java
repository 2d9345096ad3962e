/** The last stage: from the model and its layout to source text. */
@NullMarked
package dev.shm.codegen.emit;

import org.jspecify.annotations.NullMarked;
