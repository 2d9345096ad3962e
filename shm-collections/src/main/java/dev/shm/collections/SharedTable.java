package dev.shm.collections;

import dev.shm.RegionClosedException;
import dev.shm.collections.internal.ClosedHandle;
import dev.shm.collections.internal.map.MapTable;
import java.util.List;
import java.util.Objects;

/**
 * What all maps and sets have: a hash table in shared memory that grows as entries come, without sizing.
 * {@link StructMap} has the promises. Any thread of any process may call any method.
 */
public abstract class SharedTable implements AutoCloseable {
    private final MapTable table;

    // Plain, as the closed flag of a region: a thread may see it late, and then finds a table that is still there.
    private boolean closed;

    SharedTable(MapTable table) {
        this.table = table;
    }

    /**
     * The table.
     *
     * @throws RegionClosedException if this handle is closed
     */
    final MapTable table() {
        if (closed) throw ClosedHandle.refusal(this, table.memory());
        return table;
    }

    /** What a codec makes of an object. */
    static <V> byte[] encode(Codec<V> codec, V object, String what) {
        Objects.requireNonNull(object, what);
        return Objects.requireNonNull(codec.encode(object), () -> "codec '" + codec.id() + "' made null of a " + what);
    }

    /** What a codec makes of bytes. */
    static <V> V decode(Codec<V> codec, byte[] bytes) {
        return Objects.requireNonNull(codec.decode(bytes), () -> "codec '" + codec.id() + "' made null of bytes");
    }

    /** The name: of its region, or in it. */
    public final String name() {
        return table.name();
    }

    /** How many entries there are: exact while nobody writes, else somewhere near. */
    public final long size() {
        return table().size();
    }

    /** Whether there are no entries; as {@link #size}. */
    public final boolean isEmpty() {
        return size() == 0;
    }

    /** Removes all entries, segment by segment: what others put meanwhile may stay. */
    public final void clear() {
        table().clear();
    }

    /** Figures of the table; any process may ask, also one that may only read. */
    public final MapStatistics statistics() {
        return MapStatistics.of(table().figures());
    }

    /**
     * Checks everything, segment by segment and under their locks, while others go on; what dead processes left is made
     * right first.
     *
     * @return what is wrong, for people: only a program that writes over foreign memory leaves that; empty if all is
     *     well
     */
    public final List<String> verify() {
        return table().verify();
    }

    /**
     * Merges segments that are nearly empty; what is given back is used by the next splits. Others read and write
     * meanwhile. The region keeps its size.
     *
     * @return how many segments were given back
     */
    public final int compact() {
        return table().compact();
    }

    /**
     * Closes it in this process; again does nothing. What is in it stays. What lies in a region of yours is closed with
     * that too.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) return;
            closed = true;
        }
        table.close();
    }
}
