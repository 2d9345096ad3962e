package dev.shm.collections;

import dev.shm.collections.internal.RingTurn;
import dev.shm.struct.Struct;
import dev.shm.struct.StructType;
import java.util.ArrayList;
import java.util.List;

/** A flyweight for each turn, made when that is first taken. */
final class TurnViews<S extends Struct> {
    private final StructType<?, S> type;
    private volatile List<S> views = List.of();

    TurnViews(StructType<?, S> type) {
        this.type = type;
    }

    S of(RingTurn turn) {
        List<S> known = views;
        return turn.index() < known.size() ? known.get(turn.index()) : grow(turn.index());
    }

    private synchronized S grow(int index) {
        List<S> grown = new ArrayList<>(views);
        while (grown.size() <= index) grown.add(type.newFlyweight());
        views = grown;
        return grown.get(index);
    }
}
