package dev.shm.collections;

import dev.shm.collections.internal.map.MapCursor;
import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import dev.shm.struct.Struct;
import dev.shm.struct.StructType;

/**
 * A way over all values of a map, one after another.
 *
 * <pre>{@code
 * StructCursor<Position, SharedPosition> cursor = positions.cursor();
 * while (cursor.next()) total += cursor.value().quantity();
 * }</pre>
 *
 * <p>It takes no lock and stores nothing, so others change the map meanwhile. A value that is there all the time comes
 * exactly once, whatever is split or merged meanwhile; one that is put or removed meanwhile may come or not. Each comes
 * whole, as it was at some moment of the walk; values of different keys may be of different moments. The walk ends: it
 * does not follow a map that grows under it for ever.
 *
 * <p>A cursor is confined to one thread, and needs no closing; it has memory of a segment's size. It may be used while
 * the same thread changes the map.
 *
 * @param <T> the annotated class
 * @param <S> its flyweight
 */
public final class StructCursor<T, S extends Struct> {
    private final SharedTable map;
    private final MapCursor cursor;
    private final StructType<T, S> type;
    private final PrivateMemory copy;
    private final S value;
    private boolean isOnValue;

    StructCursor(SharedTable map, StructType<T, S> type) {
        this.map = map;
        this.cursor = map.table().cursor();
        this.type = type;
        // A place in the copy of a segment need not be as aligned as a flyweight asks for.
        this.copy = PrivateMemory.allocate(type.layout().sizeBytes());
        this.value = type.newFlyweight();
        value.bind(copy, 0);
    }

    /** Goes to the next value; false at the end. */
    public boolean next() {
        map.table();
        isOnValue = cursor.next();
        if (isOnValue)
            RawMemory.copy(cursor.record(), copy.base(), type.layout().sizeBytes());
        return isOnValue;
    }

    /**
     * The value, in private memory: a flyweight that shows another after the next step.
     *
     * @throws IllegalStateException before the first step and after the last
     */
    public S value() {
        if (!isOnValue)
            throw new IllegalStateException("the cursor is on no value: call next() first, while it is true");
        return value;
    }

    /** The value as a new object; as {@link #value}. */
    public T get() {
        return type.read(value());
    }
}
