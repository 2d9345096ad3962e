package venue;

import dev.shm.SharedRegion;
import dev.shm.collections.MapOptions;
import dev.shm.collections.MapPlace;
import dev.shm.collections.MapTurn;
import dev.shm.collections.StructKey;
import dev.shm.collections.StructMap;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.annotation.processing.Generated;

/**
 * A map of {@link Position} between processes, keyed by {@code accountId}; {@link StructMap} says what it promises.
 */
@Generated("dev.shm.codegen.ShmProcessor")
public final class PositionMap extends StructMap<Long, Position, SharedPosition> {
    private static final StructKey KEY = StructKey.of(SharedPosition.LAYOUT, "accountId");

    private PositionMap(MapPlace place) {
        super(place, SharedPosition.TYPE);
    }

    /**
     * Creates a map in a region of its own of exactly that name, which grows as it needs.
     */
    public static PositionMap create(String name) {
        return create(name, MapOptions.defaults());
    }

    /**
     * Creates a map in a region of its own of exactly that name.
     */
    public static PositionMap create(String name, MapOptions options) {
        return new PositionMap(MapPlace.create(name, KEY, options));
    }

    /**
     * Joins a map, or creates it where there is none, in a region of its own of exactly that name, which grows as it needs.
     */
    public static PositionMap openOrCreate(String name) {
        return openOrCreate(name, MapOptions.defaults());
    }

    /**
     * Joins a map, or creates it where there is none, in a region of its own of exactly that name.
     */
    public static PositionMap openOrCreate(String name, MapOptions options) {
        return new PositionMap(MapPlace.openOrCreate(name, KEY, options));
    }

    /**
     * Joins a map.
     */
    public static PositionMap open(String name) {
        return new PositionMap(MapPlace.open(name, KEY));
    }

    /**
     * Joins a map to read only: whatever changes it throws.
     */
    public static PositionMap openReadOnly(String name) {
        return new PositionMap(MapPlace.openReadOnly(name, KEY));
    }

    /**
     * A map as a named object of a region, created on first use.
     */
    public static PositionMap in(SharedRegion region, String name) {
        return new PositionMap(MapPlace.in(region, name, KEY));
    }

    @Override
    public boolean put(Position value) {
        Objects.requireNonNull(value, "value");
        MapTurn<SharedPosition> turn = startTurn();
        try {
            turn.draft().set(value);
            return turn.put();
        } finally {
            turn.end();
        }
    }

    @Override
    public boolean putIfAbsent(Position value) {
        Objects.requireNonNull(value, "value");
        MapTurn<SharedPosition> turn = startTurn();
        try {
            turn.draft().set(value);
            return turn.putIfAbsent();
        } finally {
            turn.end();
        }
    }

    @Override
    public boolean replace(Position value) {
        Objects.requireNonNull(value, "value");
        MapTurn<SharedPosition> turn = startTurn();
        try {
            turn.draft().set(value);
            return turn.replace();
        } finally {
            turn.end();
        }
    }

    /**
     * The value with a key as a new object, or null. Takes no lock.
     */
    public Position get(long accountId) {
        SharedPosition seen = turn().seen(accountId);
        return seen == null ? null : seen.get();
    }

    /**
     * Copies the value with a key, whole and as it was at one moment, into a flyweight of yours. Takes no
     * lock and makes no garbage.
     *
     * @param view from {@link SharedPosition#allocate()}; holds anything if there is no such value
     * @return whether there is one
     */
    public boolean get(long accountId, SharedPosition view) {
        return look(accountId, view);
    }

    /**
     * Whether there is a value with a key. Takes no lock.
     */
    public boolean containsKey(long accountId) {
        SharedPosition seen = turn().seen(accountId);
        return seen != null;
    }

    /**
     * Changes the value with a key, in one step for readers and for whoever is killed in it.
     *
     * @param function sets fields; the key must stay. If it throws, the map is unchanged
     * @return false, and it is not called, if there is no such value
     */
    public boolean update(long accountId, Consumer<? super SharedPosition> function) {
        Objects.requireNonNull(function, "function");
        MapTurn<SharedPosition> turn = startTurn();
        try {
            turn.key().accountId(accountId);
            if (!turn.find()) return false;
            function.accept(turn.present());
            turn.commit();
            return true;
        } finally {
            turn.end();
        }
    }

    /**
     * Puts a new value if there is none with that key, in one step.
     *
     * @param function fills it; all but the key is zero or null at first. If it throws, the map is unchanged
     * @return false, and it is not called, if there is one
     */
    public boolean computeIfAbsent(long accountId, Consumer<? super SharedPosition> function) {
        Objects.requireNonNull(function, "function");
        MapTurn<SharedPosition> turn = startTurn();
        try {
            turn.key().accountId(accountId);
            if (turn.find()) return false;
            function.accept(turn.absent());
            turn.commit();
            return true;
        } finally {
            turn.end();
        }
    }

    /**
     * Changes the value with a key, or puts a new one if there is none, in one step.
     *
     * @param function sets fields; of a new value all but the key is zero or null at first. If it throws, the map is
     *     unchanged
     * @return whether there was one
     */
    public boolean compute(long accountId, Consumer<? super SharedPosition> function) {
        Objects.requireNonNull(function, "function");
        MapTurn<SharedPosition> turn = startTurn();
        try {
            turn.key().accountId(accountId);
            boolean seen = turn.find();
            function.accept(seen ? turn.present() : turn.absent());
            turn.commit();
            return seen;
        } finally {
            turn.end();
        }
    }

    /**
     * Removes the value with a key; whether there was one.
     */
    public boolean remove(long accountId) {
        MapTurn<SharedPosition> turn = startTurn();
        try {
            turn.key().accountId(accountId);
            if (!turn.find()) return false;
            turn.remove();
            return true;
        } finally {
            turn.end();
        }
    }

    /**
     * Removes the value with a key if a condition holds, in one step; whether it did.
     *
     * @param function is not called if there is no such value
     */
    public boolean removeIf(long accountId, Predicate<? super SharedPosition> function) {
        Objects.requireNonNull(function, "function");
        MapTurn<SharedPosition> turn = startTurn();
        try {
            turn.key().accountId(accountId);
            if (!turn.find() || !function.test(turn.present())) return false;
            turn.remove();
            return true;
        } finally {
            turn.end();
        }
    }

    /**
     * Copies the values with many keys into flyweights, each as {@code get} does, and faster than one after
     * the other. They may be of different moments.
     *
     * @param views one for each key, from {@link SharedPosition#allocate()}
     * @param found is told for each key whether there is a value
     * @return how many there are
     */
    public int getAll(long[] keys, SharedPosition[] views, boolean[] found) {
        checkBatch(keys.length, views.length, found.length);
        MapTurn<SharedPosition> turn = turn();
        turn.startBatch(keys.length);
        for (int i = 0; i < keys.length; i++) {
            turn.want(i, keys[i], views[i]);
        }
        return turn.getAll(found);
    }

    @Override
    protected void setKey(SharedPosition target, Long key) {
        target.accountId(key);
    }

    @Override
    protected Long keyOf(SharedPosition value) {
        return value.accountId();
    }

    @Override
    protected boolean isKey(Object object) {
        return object instanceof Long;
    }
}
