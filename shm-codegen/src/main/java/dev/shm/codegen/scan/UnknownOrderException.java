package dev.shm.codegen.scan;

import javax.lang.model.element.TypeElement;

/** Nobody can say in which order a compiled type declares its members, on which the layout depends. */
public final class UnknownOrderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient TypeElement type;

    UnknownOrderException(TypeElement type) {
        super(type.toString());
        this.type = type;
    }

    public TypeElement type() {
        return type;
    }
}
