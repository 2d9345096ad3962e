package dev.shm.collections;

import dev.shm.collections.internal.map.MapTable;

/**
 * What a map with a region of its own is to be like. Immutable: each method answers with changed options.
 *
 * <pre>{@code
 * PositionMap map = PositionMap.openOrCreate("positions", MapOptions.defaults().maxSize(8L << 30));
 * }</pre>
 */
public final class MapOptions {
    private static final MapOptions DEFAULTS = new MapOptions(MapTable.USUAL_MAX_BYTES);

    private final long maxBytes;

    private MapOptions(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Growing up to 64 GiB, or as far as there is memory. */
    public static MapOptions defaults() {
        return DEFAULTS;
    }

    /**
     * How large the map's region may become, in bytes; who creates it decides. It costs address space only. A map that
     * is full throws {@code RegionSpaceException}, and is as it was.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public MapOptions maxSize(long bytes) {
        if (bytes <= 0) throw new IllegalArgumentException("maxSize " + bytes + ": it must be positive");
        return new MapOptions(bytes);
    }

    long maxBytes() {
        return maxBytes;
    }
}
