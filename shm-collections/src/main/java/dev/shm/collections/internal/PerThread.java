package dev.shm.collections.internal;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Something for each thread that is kept as long as its thread and this object live. A {@code ThreadLocal} alone would
 * keep it as long as the thread, and with it a region that was closed.
 */
public final class PerThread<T> {
    private final Supplier<T> maker;

    @SuppressWarnings("ThreadLocalUsage") // one for each map, and weak for that reason
    private final ThreadLocal<WeakReference<T>> mine = new ThreadLocal<>();

    private final List<Kept<T>> kept = new ArrayList<>();

    public PerThread(Supplier<T> maker) {
        this.maker = maker;
    }

    /** The calling thread's. */
    public T get() {
        WeakReference<T> known = mine.get();
        T found = known == null ? null : known.get();
        return found == null ? made() : found;
    }

    private T made() {
        Thread me = Thread.currentThread();
        T thing;
        synchronized (kept) {
            kept.removeIf(one -> !one.thread().isAlive());
            thing = kept.stream()
                    .filter(one -> one.thread() == me) // workers of the common pool forget their locals
                    .map(Kept::thing)
                    .findFirst()
                    .orElseGet(() -> add(me));
        }
        mine.set(new WeakReference<>(thing));
        return thing;
    }

    private T add(Thread me) {
        T made = maker.get();
        kept.add(new Kept<>(me, made));
        return made;
    }

    private record Kept<T>(Thread thread, T thing) {}
}
