package dev.shm.codegen.model;

import javax.lang.model.element.TypeElement;

/**
 * What a struct depends on and nobody knows, as yet or at all.
 *
 * @param holder the type in whose declaration it stands
 * @param what in words, with its place
 */
public record Unknown(TypeElement holder, String what) {}
