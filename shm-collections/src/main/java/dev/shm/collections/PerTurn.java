package dev.shm.collections;

import dev.shm.collections.internal.queue.RingTurn;
import java.util.Arrays;
import java.util.function.Function;

/** What a queue keeps for each turn at one of its ends, made when that is first taken. */
final class PerTurn<V> {
    private final Function<RingTurn, V> maker;

    /** By the index of the turn. */
    private volatile Object[] known = new Object[0];

    PerTurn(Function<RingTurn, V> maker) {
        this.maker = maker;
    }

    @SuppressWarnings("unchecked") // only the maker's
    V of(RingTurn turn) {
        Object[] all = known;
        V found = turn.index() < all.length ? (V) all[turn.index()] : null;
        return found != null ? found : make(turn);
    }

    @SuppressWarnings("unchecked") // only the maker's
    private synchronized V make(RingTurn turn) {
        Object[] grown = Arrays.copyOf(known, Math.max(known.length, turn.index() + 1));
        if (grown[turn.index()] == null) grown[turn.index()] = maker.apply(turn);
        known = grown;
        return (V) grown[turn.index()];
    }
}
