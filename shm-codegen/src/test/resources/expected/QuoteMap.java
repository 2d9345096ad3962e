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
 * A map of {@link Quote} between processes, keyed by {@code venue} and {@code symbol}; {@link StructMap} says what it promises.
 */
@Generated("dev.shm.codegen.ShmProcessor")
public final class QuoteMap extends StructMap<QuoteKey, Quote, SharedQuote> {
    private static final StructKey KEY = StructKey.of(SharedQuote.LAYOUT, "venue", "symbol");

    private QuoteMap(MapPlace place) {
        super(place, SharedQuote.TYPE);
    }

    /**
     * Creates a map in a region of its own of exactly that name, which grows as it needs.
     */
    public static QuoteMap create(String name) {
        return create(name, MapOptions.defaults());
    }

    /**
     * Creates a map in a region of its own of exactly that name.
     */
    public static QuoteMap create(String name, MapOptions options) {
        return new QuoteMap(MapPlace.create(name, KEY, options));
    }

    /**
     * Joins a map, or creates it where there is none, in a region of its own of exactly that name, which grows as it needs.
     */
    public static QuoteMap openOrCreate(String name) {
        return openOrCreate(name, MapOptions.defaults());
    }

    /**
     * Joins a map, or creates it where there is none, in a region of its own of exactly that name.
     */
    public static QuoteMap openOrCreate(String name, MapOptions options) {
        return new QuoteMap(MapPlace.openOrCreate(name, KEY, options));
    }

    /**
     * Joins a map.
     */
    public static QuoteMap open(String name) {
        return new QuoteMap(MapPlace.open(name, KEY));
    }

    /**
     * Joins a map to read only: whatever changes it throws.
     */
    public static QuoteMap openReadOnly(String name) {
        return new QuoteMap(MapPlace.openReadOnly(name, KEY));
    }

    /**
     * A map as a named object of a region, created on first use.
     */
    public static QuoteMap in(SharedRegion region, String name) {
        return new QuoteMap(MapPlace.in(region, name, KEY));
    }

    @Override
    public boolean put(Quote value) {
        Objects.requireNonNull(value, "value");
        MapTurn<SharedQuote> turn = startTurn();
        try {
            turn.draft().set(value);
            return turn.put();
        } finally {
            turn.end();
        }
    }

    @Override
    public boolean putIfAbsent(Quote value) {
        Objects.requireNonNull(value, "value");
        MapTurn<SharedQuote> turn = startTurn();
        try {
            turn.draft().set(value);
            return turn.putIfAbsent();
        } finally {
            turn.end();
        }
    }

    @Override
    public boolean replace(Quote value) {
        Objects.requireNonNull(value, "value");
        MapTurn<SharedQuote> turn = startTurn();
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
    public Quote get(int venue, CharSequence symbol) {
        MapTurn<SharedQuote> turn = turn();
        turn.soughtKey().venue(venue);
        turn.soughtKey().symbol(symbol);
        SharedQuote seen = turn.seen();
        return seen == null ? null : seen.get();
    }

    /**
     * As the one with a parameter for each field.
     */
    public Quote get(QuoteKey key) {
        return get(key.venue(), key.symbol());
    }

    /**
     * Copies the value with a key, whole and as it was at one moment, into a flyweight of yours. Takes no
     * lock and makes no garbage.
     *
     * @param view from {@link SharedQuote#allocate()}; holds anything if there is no such value
     * @return whether there is one
     */
    public boolean get(int venue, CharSequence symbol, SharedQuote view) {
        MapTurn<SharedQuote> turn = turn();
        turn.soughtKey().venue(venue);
        turn.soughtKey().symbol(symbol);
        return turn.look(view);
    }

    /**
     * As the one with a parameter for each field.
     */
    public boolean get(QuoteKey key, SharedQuote view) {
        return get(key.venue(), key.symbol(), view);
    }

    /**
     * Whether there is a value with a key. Takes no lock.
     */
    public boolean containsKey(int venue, CharSequence symbol) {
        MapTurn<SharedQuote> turn = turn();
        turn.soughtKey().venue(venue);
        turn.soughtKey().symbol(symbol);
        SharedQuote seen = turn.seen();
        return seen != null;
    }

    /**
     * As the one with a parameter for each field.
     */
    public boolean containsKey(QuoteKey key) {
        return containsKey(key.venue(), key.symbol());
    }

    /**
     * Changes the value with a key, in one step for readers and for whoever is killed in it.
     *
     * @param function sets fields; the key must stay. If it throws, the map is unchanged
     * @return false, and it is not called, if there is no such value
     */
    public boolean update(int venue, CharSequence symbol, Consumer<? super SharedQuote> function) {
        Objects.requireNonNull(function, "function");
        MapTurn<SharedQuote> turn = startTurn();
        try {
            turn.key().venue(venue);
            turn.key().symbol(symbol);
            if (!turn.find()) return false;
            function.accept(turn.present());
            turn.commit();
            return true;
        } finally {
            turn.end();
        }
    }

    /**
     * As the one with a parameter for each field.
     */
    public boolean update(QuoteKey key, Consumer<? super SharedQuote> function) {
        return update(key.venue(), key.symbol(), function);
    }

    /**
     * Puts a new value if there is none with that key, in one step.
     *
     * @param function fills it; all but the key is zero or null at first. If it throws, the map is unchanged
     * @return false, and it is not called, if there is one
     */
    public boolean computeIfAbsent(int venue, CharSequence symbol,
            Consumer<? super SharedQuote> function) {
        Objects.requireNonNull(function, "function");
        MapTurn<SharedQuote> turn = startTurn();
        try {
            turn.key().venue(venue);
            turn.key().symbol(symbol);
            if (turn.find()) return false;
            function.accept(turn.absent());
            turn.commit();
            return true;
        } finally {
            turn.end();
        }
    }

    /**
     * As the one with a parameter for each field.
     */
    public boolean computeIfAbsent(QuoteKey key, Consumer<? super SharedQuote> function) {
        return computeIfAbsent(key.venue(), key.symbol(), function);
    }

    /**
     * Changes the value with a key, or puts a new one if there is none, in one step.
     *
     * @param function sets fields; of a new value all but the key is zero or null at first. If it throws, the map is
     *     unchanged
     * @return whether there was one
     */
    public boolean compute(int venue, CharSequence symbol, Consumer<? super SharedQuote> function) {
        Objects.requireNonNull(function, "function");
        MapTurn<SharedQuote> turn = startTurn();
        try {
            turn.key().venue(venue);
            turn.key().symbol(symbol);
            boolean seen = turn.find();
            function.accept(seen ? turn.present() : turn.absent());
            turn.commit();
            return seen;
        } finally {
            turn.end();
        }
    }

    /**
     * As the one with a parameter for each field.
     */
    public boolean compute(QuoteKey key, Consumer<? super SharedQuote> function) {
        return compute(key.venue(), key.symbol(), function);
    }

    /**
     * Removes the value with a key; whether there was one.
     */
    public boolean remove(int venue, CharSequence symbol) {
        MapTurn<SharedQuote> turn = startTurn();
        try {
            turn.key().venue(venue);
            turn.key().symbol(symbol);
            if (!turn.find()) return false;
            turn.remove();
            return true;
        } finally {
            turn.end();
        }
    }

    /**
     * As the one with a parameter for each field.
     */
    public boolean remove(QuoteKey key) {
        return remove(key.venue(), key.symbol());
    }

    /**
     * Removes the value with a key if a condition holds, in one step; whether it did.
     *
     * @param function is not called if there is no such value
     */
    public boolean removeIf(int venue, CharSequence symbol,
            Predicate<? super SharedQuote> function) {
        Objects.requireNonNull(function, "function");
        MapTurn<SharedQuote> turn = startTurn();
        try {
            turn.key().venue(venue);
            turn.key().symbol(symbol);
            if (!turn.find() || !function.test(turn.present())) return false;
            turn.remove();
            return true;
        } finally {
            turn.end();
        }
    }

    /**
     * As the one with a parameter for each field.
     */
    public boolean removeIf(QuoteKey key, Predicate<? super SharedQuote> function) {
        return removeIf(key.venue(), key.symbol(), function);
    }

    /**
     * Copies the values with many keys into flyweights, each as {@code get} does, and faster than one after
     * the other. They may be of different moments.
     *
     * @param views one for each key, from {@link SharedQuote#allocate()}
     * @param found is told for each key whether there is a value
     * @return how many there are
     */
    public int getAll(QuoteKey[] keys, SharedQuote[] views, boolean[] found) {
        checkBatch(keys.length, views.length, found.length);
        MapTurn<SharedQuote> turn = turn();
        turn.startBatch(keys.length);
        for (int i = 0; i < keys.length; i++) {
            turn.soughtKey().venue(keys[i].venue());
            turn.soughtKey().symbol(keys[i].symbol());
            turn.want(i, views[i]);
        }
        return turn.getAll(found);
    }

    @Override
    protected void setKey(SharedQuote target, QuoteKey key) {
        target.venue(key.venue());
        target.symbol(key.symbol());
    }

    @Override
    protected QuoteKey keyOf(SharedQuote value) {
        return new QuoteKey(value.venue(), value.symbol());
    }

    @Override
    protected boolean isKey(Object object) {
        return object instanceof QuoteKey;
    }
}
