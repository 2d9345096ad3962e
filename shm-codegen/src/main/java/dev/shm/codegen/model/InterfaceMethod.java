package dev.shm.codegen.model;

import javax.lang.model.element.ExecutableElement;

/**
 * An abstract method of an annotated interface that declares no field.
 *
 * @param field that it sets; empty if it sets none
 */
public record InterfaceMethod(ExecutableElement element, String field) {}
