/** Sample: three properties of a program that uses structs, with values made by {@code shm-jqwik}. */
@NullMarked
package dev.shm.samples.properties;

import org.jspecify.annotations.NullMarked;
