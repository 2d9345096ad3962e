package dev.shm.codegen.model;

import javax.lang.model.element.Element;

/**
 * A member that is not stored, and bears an annotation that only has a meaning for what is.
 *
 * @param mark the annotation's simple name
 */
public record StrayMark(Element element, String mark) {}
