package dev.shm.codegen.model;

/** A further class that an annotation asks for beside {@code SharedX}. */
public enum Companion {
    /** {@code XQueue}. */
    QUEUE("dev.shm.collections.GenerateQueue"),

    /** {@code XTopic}. */
    TOPIC("dev.shm.collections.GenerateTopic"),

    /** {@code XMap}, and for several key fields {@code XKey}. */
    MAP("dev.shm.collections.GenerateMap");

    private final String annotation;

    Companion(String annotation) {
        this.annotation = annotation;
    }

    /** By name: the processor does not depend on the collections. */
    public String annotation() {
        return annotation;
    }
}
