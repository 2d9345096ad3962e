package dev.shm.collections;

import dev.shm.struct.Struct;
import dev.shm.struct.StructType;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Iterator;
import java.util.Map.Entry;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What {@link StructMap#asMap} shows. */
final class StructEntries<K, T, S extends Struct> implements ViewedMap<K, T> {
    private final StructMap<K, T, S> map;
    private final StructType<T, S> type;

    StructEntries(StructMap<K, T, S> map, StructType<T, S> type) {
        this.map = map;
        this.type = type;
    }

    @Override
    public long size() {
        return map.size();
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    public boolean isKey(Object object) {
        return map.isKey(object);
    }

    @Override
    public boolean isValue(Object object) {
        return type.valueType().isInstance(object);
    }

    @Override
    public @Nullable T get(K key) {
        MapTurn<S> turn = map.turn();
        if (!set(turn, turn.soughtKey(), key)) return null;
        S seen = turn.seen();
        return seen == null ? null : type.read(seen);
    }

    @Override
    public @Nullable T put(K key, T value) {
        return put(key, value, true, true);
    }

    @Override
    public @Nullable T putIfAbsent(K key, T value) {
        return put(key, value, true, false);
    }

    @Override
    public @Nullable T replace(K key, T value) {
        return put(key, value, false, true);
    }

    private @Nullable T put(K key, T value, boolean intoAbsent, boolean intoPresent) {
        MapTurn<S> turn = map.startTurn();
        try {
            S draft = turn.draft();
            type.write(draft, value);
            map.setKey(turn.key(), key);
            if (!turn.hasDraftKey()) throw underAnotherKey(key, draft);
            boolean isPresent = turn.findDraft();
            T before = isPresent ? type.read(turn.found()) : null;
            if (isPresent ? intoPresent : intoAbsent) turn.publish();
            return before;
        } finally {
            turn.end();
        }
    }

    @Override
    public boolean replace(K key, T expected, T value) {
        MapTurn<S> turn = map.startTurn();
        try {
            if (!find(turn, key, expected)) return false;
            type.write(turn.draft(), value);
            turn.replaceExpected();
            return true;
        } finally {
            turn.end();
        }
    }

    @Override
    public @Nullable T change(K key, boolean ifAbsent, boolean ifPresent, UnaryOperator<@Nullable T> function) {
        MapTurn<S> turn = map.startTurn();
        try {
            if (!set(turn, turn.key(), key)) {
                if (ifAbsent && function.apply(null) != null) throw noKey(turn, key);
                return null;
            }
            boolean isPresent = turn.find();
            T before = isPresent ? type.read(turn.present()) : null;
            if (isPresent ? !ifPresent : !ifAbsent) return before;
            T after = function.apply(before);
            if (after != null) {
                type.write(turn.draft(), after);
                if (!turn.hasDraftKey()) throw underAnotherKey(key, turn.draft());
                turn.publish();
            } else if (isPresent) {
                turn.remove();
            }
            return after;
        } finally {
            turn.end();
        }
    }

    @Override
    public @Nullable T remove(K key) {
        MapTurn<S> turn = map.startTurn();
        try {
            if (!set(turn, turn.key(), key) || !turn.find()) return null;
            T before = type.read(turn.present());
            turn.remove();
            return before;
        } finally {
            turn.end();
        }
    }

    @Override
    public boolean remove(K key, T expected) {
        MapTurn<S> turn = map.startTurn();
        try {
            if (!find(turn, key, expected)) return false;
            turn.remove();
            return true;
        } finally {
            turn.end();
        }
    }

    @Override
    public boolean removeIf(Predicate<? super Entry<K, T>> condition) {
        StructCursor<T, S> cursor = map.cursor();
        boolean hasRemoved = false;
        while (cursor.next()) {
            K key = map.keyOf(cursor.value());
            if (condition.test(new SimpleImmutableEntry<>(key, cursor.get()))) hasRemoved |= removeSame(cursor.value());
        }
        return hasRemoved;
    }

    /** Removes a value if it is in the map as it was. */
    private boolean removeSame(S value) {
        MapTurn<S> turn = map.startTurn();
        try {
            turn.expect(value);
            if (!turn.findExpected()) return false;
            turn.remove();
            return true;
        } finally {
            turn.end();
        }
    }

    /** Sets a key to look for; false if no value can have it: a text is too long for its field, or null. */
    private boolean set(MapTurn<S> turn, S target, K key) {
        try {
            map.setKey(target, key);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return turn.isWhole(target);
    }

    /** Locks the place of a key, if a value can have it, and it is that of an expected value; whether that is there. */
    private boolean find(MapTurn<S> turn, K key, T expected) {
        S wanted = turn.expected();
        try {
            type.write(wanted, expected);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return turn.isWhole(wanted) && set(turn, turn.key(), key) && turn.hasExpectedKey() && turn.findExpected();
    }

    /** For a key that no value can have; or the field's own exception. */
    private RuntimeException noKey(MapTurn<S> turn, K key) {
        map.setKey(turn.key(), key);
        return new NullPointerException("map '" + map.name() + "': a field of the key " + key + " is null");
    }

    private IllegalArgumentException underAnotherKey(K key, S value) {
        return new IllegalArgumentException("map '" + map.name() + "': a value with the key " + map.keyOf(value)
                + " cannot be put under " + key + ": its key is among its fields");
    }

    @Override
    public Iterator<Entry<K, T>> entries() {
        StructCursor<T, S> cursor = map.cursor();
        return new Iterator<>() {
            private boolean isAhead = cursor.next();

            @Override
            public boolean hasNext() {
                return isAhead;
            }

            @Override
            public Entry<K, T> next() {
                if (!isAhead) throw new NoSuchElementException("there are no more entries");
                Entry<K, T> entry = new SimpleImmutableEntry<>(map.keyOf(cursor.value()), cursor.get());
                isAhead = cursor.next();
                return entry;
            }
        };
    }
}
