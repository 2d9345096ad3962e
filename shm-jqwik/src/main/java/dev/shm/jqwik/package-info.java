/** Values of annotated structs for properties of jqwik. */
@NullMarked
package dev.shm.jqwik;

import org.jspecify.annotations.NullMarked;
