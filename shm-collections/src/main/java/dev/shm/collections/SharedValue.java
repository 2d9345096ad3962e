package dev.shm.collections;

import dev.shm.SharedRegion;
import dev.shm.collections.internal.ClosedHandle;
import dev.shm.collections.internal.value.Spares;
import dev.shm.collections.internal.value.ValueCells;
import dev.shm.spi.RegionObject;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructType;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The latest value of something, for any number of readers in any number of processes: whole, never a mixture.
 *
 * <pre>{@code
 * try (SharedValue<Quote> latest = SharedValue.openOrCreate("EURUSD", SharedQuote.TYPE)) {
 *     latest.set(quote);                              // in one process
 *     Quote quote = latest.get();                     // in any other; null before the first is set
 *
 *     SharedQuote view = SharedQuote.allocate();
 *     if (latest.get(view)) use(view.bid());          // the same without garbage
 *     latest.updateAndGet(q -> q.withBid(1.0831));    // atomic, as in AtomicReference
 * }
 * }</pre>
 *
 * <p>It has a region of exactly its name, which lasts until {@code SharedRegion.delete(name)}, or is a named object of
 * another ({@link #in}). A struct from {@code region.struct} needs less room, and is as consistent as the lock around
 * it makes it; this needs no lock.
 *
 * <p><b>Processes and threads.</b> Any thread of any process may call any method. Getting is lock-free: it takes no
 * lock, stores nothing and waits for nobody, so also a read-only process can ({@link #in} a region opened so); it
 * copies again when a value was set meanwhile. Writers take turns, each for the time of a copy, all in one order.
 *
 * <p><b>When a process dies</b> while it sets a value, everybody sees the value before or the new one, and the next to
 * set one waits at most 100 ms. One that is stopped in the middle of the copy is alive: others who want to set a value
 * wait for it, those who get one do not.
 *
 * @param <T> the annotated class
 */
public final class SharedValue<T> implements AutoCloseable {
    private final RegionObject object;
    private final ValueCells cells;
    private final TypedCells<T, ?> typed;
    private volatile boolean closed;

    private <S extends Struct> SharedValue(RegionObject object, StructType<T, S> type) {
        this.object = object;
        this.cells = ValueCells.of(object, type.layout());
        this.typed = new TypedCells<>(cells, type);
    }

    /**
     * Creates a value, that is its place, in a region of its own.
     *
     * @throws dev.shm.RegionExistsException if a region of that name is there
     * @throws dev.shm.RegionSpaceException if there is no room; nothing is left behind
     */
    public static <T> SharedValue<T> create(String name, StructType<T, ?> type) {
        return new SharedValue<>(ValueCells.create(name, type.layout()), type);
    }

    /**
     * Joins a value.
     *
     * @throws dev.shm.RegionNotFoundException if there is none
     * @throws dev.shm.LayoutMismatchException if the region holds something else, or another struct; the message says
     *     which fields differ
     */
    public static <T> SharedValue<T> open(String name, StructType<T, ?> type) {
        return new SharedValue<>(ValueCells.open(name, type.layout()), type);
    }

    /**
     * Joins a value, or creates it where there is none.
     *
     * @throws dev.shm.LayoutMismatchException if it is there with another struct; the message says which fields differ
     */
    public static <T> SharedValue<T> openOrCreate(String name, StructType<T, ?> type) {
        return new SharedValue<>(ValueCells.openOrCreate(name, type.layout()), type);
    }

    /**
     * A value as a named object of a region: created on first use, joined afterwards. Closing it leaves the region
     * open.
     *
     * @throws dev.shm.LayoutMismatchException if something else is there; the message states both
     * @throws dev.shm.RegionSpaceException if the region has no room for it
     */
    public static <T> SharedValue<T> in(SharedRegion region, String name, StructType<T, ?> type) {
        return new SharedValue<>(ValueCells.in(region, name, type.layout()), type);
    }

    /** The value's name. */
    public String name() {
        return object.name();
    }

    /** The latest value as a new object; null if none was set yet. */
    public @Nullable T get() {
        return typed().get();
    }

    /**
     * Copies the latest value into a flyweight, without garbage.
     *
     * @param view of the class that goes with {@code T}, from its {@code allocate()} say
     * @return false, and the view is as before, if none was set yet
     * @throws IllegalArgumentException if the view is of another class
     */
    public boolean get(Struct view) {
        return typed().get(view);
    }

    /**
     * Sets a copy of a value.
     *
     * @throws IllegalArgumentException if a text, number or array of it does not fit; nothing changes then
     */
    public void set(T value) {
        typed().set(Objects.requireNonNull(value, "value"), ValueCells.ANY);
    }

    /**
     * Sets a copy of what a flyweight shows, without garbage.
     *
     * @param source of the class that goes with {@code T}
     * @throws IllegalArgumentException if it is of another class
     */
    public void set(Struct source) {
        typed().set(source);
    }

    /**
     * Replaces the value by what a function makes of it, atomically: no value that anybody sets meanwhile is lost. As
     * with {@code AtomicReference}, the function may be called again and so should do nothing else.
     *
     * @param change is given null if none was set yet
     * @return the new value
     */
    public T updateAndGet(UnaryOperator<@Nullable T> change) {
        return typed().updateAndGet(change);
    }

    /**
     * How often a value was set, at some moment of the call: whoever remembers it sees cheaply whether there is news.
     */
    public long timesSet() {
        typed();
        return cells.sequence();
    }

    /** Closes this handle, and the value's own region, if it has one; again does nothing. The value stays. */
    @Override
    public void close() {
        closed = true;
        object.close();
    }

    private TypedCells<T, ?> typed() {
        if (!closed) return typed;
        throw ClosedHandle.refusal(this, object.memory());
    }

    @Override
    public String toString() {
        return "SharedValue[" + name() + ", " + typed.type.layout().name() + "]";
    }

    /** What goes by the flyweight's class. */
    private static final class TypedCells<T, S extends Struct> {
        private final ValueCells cells;
        private final StructType<T, S> type;

        /** The value that is to be set, in memory of this process; used by the thread whose turn it is. */
        private final S draft;

        /** Memory for copies that become objects. */
        private final Spares<S> copies;

        TypedCells(ValueCells cells, StructType<T, S> type) {
            this.cells = cells;
            this.type = type;
            this.draft = StructAccess.allocate(type.newFlyweight());
            this.copies = new Spares<>(() -> StructAccess.allocate(type.newFlyweight()));
        }

        @Nullable
        T get() {
            S copy = copies.take();
            try {
                return copyTo(copy) == 0 ? null : type.read(copy);
            } finally {
                copies.giveBack(copy);
            }
        }

        boolean get(Struct view) {
            check(view);
            if (!StructAccess.isOfOtherVersion(view)) return copyTo(view) != 0;
            S copy = copies.take();
            try {
                if (copyTo(copy) == 0) return false;
                StructAccess.copy(copy, view);
                return true;
            } finally {
                copies.giveBack(copy);
            }
        }

        private long copyTo(Struct target) {
            long sequence = cells.get(StructAccess.writeAddress(target));
            Reference.reachabilityFence(target);
            return sequence;
        }

        boolean set(T value, long expected) {
            cells.enter();
            try {
                type.write(draft, value);
                return cells.set(StructAccess.readAddress(draft), expected);
            } finally {
                cells.leave();
            }
        }

        void set(Struct source) {
            check(source);
            cells.enter();
            try {
                StructAccess.copy(source, draft);
                cells.set(StructAccess.readAddress(draft), ValueCells.ANY);
            } finally {
                cells.leave();
            }
        }

        T updateAndGet(UnaryOperator<@Nullable T> change) {
            S copy = copies.take();
            try {
                while (true) { // each turn but the last one because another value was set
                    long sequence = copyTo(copy);
                    T value = Objects.requireNonNull(change.apply(sequence == 0 ? null : type.read(copy)), "new value");
                    if (set(value, sequence)) return value;
                }
            } finally {
                copies.giveBack(copy);
            }
        }

        private void check(Struct struct) {
            if (struct.getClass() == draft.getClass()) return;
            throw new IllegalArgumentException("a " + struct.getClass().getName() + " shows no "
                    + type.valueType().getName() + ": give a "
                    + draft.getClass().getName());
        }
    }
}
