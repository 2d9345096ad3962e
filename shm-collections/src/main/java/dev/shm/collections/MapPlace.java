package dev.shm.collections;

import dev.shm.SharedRegion;
import dev.shm.collections.internal.map.MapTable;

/**
 * Where a map of structs lies: an opened one on its way into the map's constructor. For generated maps; applications
 * use their {@code open}, {@code create}, {@code openOrCreate} and {@code in}.
 */
public final class MapPlace {
    private final MapTable table;
    private final StructKey key;

    private MapPlace(MapTable table, StructKey key) {
        this.table = table;
        this.key = key;
    }

    /** As {@link SharedMap#create}. */
    public static MapPlace create(String name, StructKey key, MapOptions options) {
        return new MapPlace(MapTable.create(name, key.layout(), key.format(), options.maxBytes()), key);
    }

    /** As {@link SharedMap#open}. */
    public static MapPlace open(String name, StructKey key) {
        return new MapPlace(MapTable.open(name, key.layout(), key.format()), key);
    }

    /** As {@link SharedMap#openReadOnly}. */
    public static MapPlace openReadOnly(String name, StructKey key) {
        return new MapPlace(MapTable.openReadOnly(name, key.layout(), key.format()), key);
    }

    /** As {@link SharedMap#openOrCreate}. */
    public static MapPlace openOrCreate(String name, StructKey key, MapOptions options) {
        return new MapPlace(MapTable.openOrCreate(name, key.layout(), key.format(), options.maxBytes()), key);
    }

    /** As {@link SharedMap#in}. */
    public static MapPlace in(SharedRegion region, String name, StructKey key) {
        return new MapPlace(MapTable.in(region, name, key.layout(), key.format()), key);
    }

    MapTable table() {
        return table;
    }

    StructKey key() {
        return key;
    }
}
