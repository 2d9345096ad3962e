package dev.shm.collections.internal.value;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/** A few objects that threads borrow, one each, without waiting for one another. */
public final class Spares<E> {
    private static final int COUNT = 16;

    private final AtomicReferenceArray<E> spares = new AtomicReferenceArray<>(COUNT);
    private final Supplier<E> maker;

    public Spares(Supplier<E> maker) {
        this.maker = maker;
    }

    /** One that nobody else has until it is given back. */
    public E take() {
        E spare = spares.getAndSet(place(), null);
        return spare == null ? maker.get() : spare;
    }

    public void giveBack(E spare) {
        spares.set(place(), spare);
    }

    private static int place() {
        return (int) Thread.currentThread().getId() & COUNT - 1;
    }
}
