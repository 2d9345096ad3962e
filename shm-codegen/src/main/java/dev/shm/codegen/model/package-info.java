/** What the processor knows of an annotated class: facts without judgement. */
@NullMarked
package dev.shm.codegen.model;

import org.jspecify.annotations.NullMarked;
