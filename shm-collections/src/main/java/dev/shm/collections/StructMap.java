package dev.shm.collections;

import dev.shm.collections.internal.PerThread;
import dev.shm.collections.internal.map.MapTable;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructType;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A map of structs between processes that are keyed by fields of theirs: a hash table in shared memory that needs no
 * sizing. Annotate a struct with {@link GenerateMap} and use the generated subclass, which adds the methods that take a
 * key. {@link SharedMap} is for keys and values of any length.
 *
 * <pre>{@code
 * try (PositionMap positions = PositionMap.openOrCreate("positions")) {   // in each process
 *     positions.put(position);                                           // keyed by its field
 *     Position copy = positions.get(42L);                                // null if it is not there
 *     boolean found = positions.get(42L, view);                          // into a flyweight: SharedPosition.allocate()
 *     positions.update(42L, v -> v.quantity(v.quantity() + 10));         // atomic; false if it is not there
 *     positions.compute(42L, v -> v.quantity(v.quantity() + 10));        // the same, from zero if it is not there
 *     positions.forEach(v -> total += v.quantity());
 * }
 * }</pre>
 *
 * <p>The map has a region of exactly its name, which lasts until {@code SharedRegion.delete(name)} and grows with it,
 * or a place in a region of yours, which grows then. {@code put}, {@code update} and {@code get} into a flyweight make
 * no garbage.
 *
 * <p><b>Keys.</b> A key field is never null. Keys are equal when their fields hold the same as they are stored: texts
 * by their UTF-8, byte arrays by their bytes, {@code double} as {@code Double.equals} has it, decimals at the scale of
 * the field. To ask by the fields for a key that does not fit, such as a text too long for its field, is an
 * {@code IllegalArgumentException}; {@link #asMap} takes it for one that is not there, unless a value is to be put
 * under it. Values are compared by their fields.
 *
 * <p><b>Processes and threads.</b> Any thread of any process may call any method. Reading takes no lock, writes
 * nothing, and gives a value whole, as it was at one moment (who finds 64 times that it changes faster than it can be
 * copied tries a lock, without waiting for it); a process that opened the map to read only does it too. Changes of keys
 * that are near each other wait for one another, for as long as one takes. A function that is given a value to change
 * runs once, under that lock: it must be short, must not change the same map, which is an
 * {@code IllegalStateException}, and must not wait for others. Reading the map in it is fine. If it throws, the map is
 * as it was.
 *
 * <p><b>When a process dies</b> in any method, the old value or the new one is there, whole, and readers never wait. A
 * writer that comes to the lock of a dead one waits for it no longer than 100 ms beyond its death.
 *
 * <p><b>Space.</b> Segments are made and split as keys come. Where there is no room for that, the change throws {@code
 * RegionSpaceException} and the map is as it was. Removed values leave room for others at once; {@link #compact} gives
 * whole segments back to the map.
 *
 * @param <K> the key as an object: the type of the field, its box, or the record {@code XKey} of several
 * @param <T> the annotated class
 * @param <S> its flyweight
 */
public abstract class StructMap<K, T, S extends Struct> extends SharedTable {
    private final StructKey key;
    private final StructType<T, S> type;
    private final PerThread<MapTurn<S>> turns;

    /** For generated subclasses. */
    protected StructMap(MapPlace place, StructType<T, S> type) {
        super(place.table());
        MapTable table = place.table();
        StructKey structKey = place.key();
        this.key = structKey;
        this.type = type;
        this.turns = new PerThread<>(() -> new MapTurn<>(table, structKey, type));
    }

    /**
     * Puts a copy of a value, instead of the one with its key if there is one.
     *
     * @return whether there was one
     * @throws IllegalArgumentException if a text of the value does not fit; the map is unchanged
     * @throws dev.shm.RegionSpaceException if there is no room; the map is unchanged
     */
    public abstract boolean put(T value);

    /**
     * Puts what a flyweight shows, without garbage, instead of the value with its key if there is one.
     *
     * @param struct of a queue, say, or a private one
     * @return whether there was one
     */
    public final boolean put(S struct) {
        MapTurn<S> turn = startTurn();
        try {
            StructAccess.copy(struct, turn.draft());
            return turn.put();
        } finally {
            turn.end();
        }
    }

    /** As {@link #put(Object)}, if there is none with its key; whether it was put. */
    public abstract boolean putIfAbsent(T value);

    /** As {@link #put(Object)}, if there is one with its key; whether it was put. */
    public abstract boolean replace(T value);

    /**
     * Puts a value instead of another with the same key, if that is there and its fields are as expected; whether it
     * was put.
     *
     * @throws IllegalArgumentException if the two have different keys
     */
    public final boolean replace(T expected, T value) {
        MapTurn<S> turn = startTurn();
        try {
            type.write(turn.expected(), expected);
            if (!turn.findExpected()) return false;
            type.write(turn.draft(), value);
            turn.replaceExpected();
            return true;
        } finally {
            turn.end();
        }
    }

    /** Removes the value with the key of this one, if its fields are the same; whether it did. */
    public final boolean remove(T expected) {
        MapTurn<S> turn = startTurn();
        try {
            type.write(turn.expected(), expected);
            if (!turn.findExpected()) return false;
            turn.remove();
            return true;
        } finally {
            turn.end();
        }
    }

    /** Shows each value to a function, in private memory; what a {@link StructCursor} promises holds. */
    public final void forEach(Consumer<? super S> action) {
        Objects.requireNonNull(action, "action");
        StructCursor<T, S> cursor = cursor();
        while (cursor.next()) action.accept(cursor.value());
    }

    /** A way over all values. */
    public final StructCursor<T, S> cursor() {
        return new StructCursor<>(this, type);
    }

    /**
     * This map as a {@code ConcurrentMap}: a view, whose changes are the map's. Its methods make objects of values and
     * keys. A value can only be put under its own key, else that is an {@code IllegalArgumentException}; null is
     * refused. It compares values by their fields, whatever their {@code equals} says, in {@code remove(key, value)}
     * and {@code replace(key, old, new)}. Its iterators never throw {@code ConcurrentModificationException}; they
     * promise what {@link StructCursor} does. Functions given to {@code compute}, {@code computeIfAbsent},
     * {@code computeIfPresent}, {@code merge} and {@code replaceAll} are called once for a key, under its lock: they must
     * be short, must not change this map, and must not wait for others. They may change the value that they are given,
     * an object of their own, in place. The condition of {@code removeIf} is asked without the lock; a value that has
     * changed since stays.
     */
    public final ConcurrentMap<K, T> asMap() {
        return new MapView<>(new StructEntries<>(this, type));
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + name() + ", " + key + "]";
    }

    // What the bodies of generated maps are made of: nothing here depends on the type of value, so each stays small and
    // monomorphic however many maps a program has.

    /** Begins this thread's change, which must be ended. For generated maps. */
    protected final MapTurn<S> startTurn() {
        return turn().start();
    }

    /** What this thread looks with. For generated maps. */
    protected final MapTurn<S> turn() {
        table();
        return turns.get();
    }

    /** Copies the value with a key that is a primitive; whether there is one. For generated maps. */
    protected final boolean look(long word, S view) {
        MapTable table = table();
        MapTurn.checkWhole(table, view);
        boolean found = table.get(table.hashOfWord(word), word, 0, StructAccess.writeAddress(view));
        Reference.reachabilityFence(view);
        return found;
    }

    /** Refuses arrays that are shorter than the keys. For generated maps. */
    protected static void checkBatch(int keys, int views, int found) {
        if (views >= keys && found >= keys) return;
        throw new IllegalArgumentException("getAll of " + keys
                + " keys needs as many flyweights and flags, and there are " + views + " and " + found);
    }

    /** Writes a key's fields into a flyweight of this map. For {@link #asMap}. */
    protected abstract void setKey(S target, K key);

    /** The key of a value, as an object. For {@link #asMap}. */
    protected abstract K keyOf(S value);

    /** Whether an object may be a key of this map. For {@link #asMap}. */
    protected abstract boolean isKey(@Nullable Object object);
}
