package dev.shm.collections;

import java.util.Iterator;
import java.util.Map.Entry;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link MapView} shows: a map by its keys and values as objects. Each method that takes a key is one atomic
 * step.
 */
interface ViewedMap<K, V> {
    long size();

    void clear();

    /** Whether an object may be a key. */
    boolean isKey(Object object);

    /** Whether an object may be a value. */
    boolean isValue(Object object);

    @Nullable
    V get(K key);

    /** The value before, or null; so also of the others. */
    @Nullable
    V put(K key, V value);

    @Nullable
    V putIfAbsent(K key, V value);

    @Nullable
    V replace(K key, V value);

    boolean replace(K key, V expected, V value);

    /**
     * Puts what a function makes of the value, or of null where there is none; removes the value where it makes null.
     *
     * @param ifAbsent whether that is to be done where there is no value, else the function is not called
     * @param ifPresent the same where there is one
     * @return what is in the map now
     */
    @Nullable
    V change(K key, boolean ifAbsent, boolean ifPresent, UnaryOperator<@Nullable V> function);

    @Nullable
    V remove(K key);

    boolean remove(K key, V expected);

    /** Removes each entry for which a condition holds, and whose value is still the one that the condition was given. */
    boolean removeIf(Predicate<? super Entry<K, V>> condition);

    /** Over all entries, without removing. */
    Iterator<Entry<K, V>> entries();
}
