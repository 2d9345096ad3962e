package dev.shm.benchmarks;

import dev.shm.memory.RawMemory;
import java.util.Objects;

/**
 * What a flyweight would be that checks nothing, not even that its memory is still there: the least that any view of
 * numbers in memory costs, which shows what the checks add.
 */
final class UncheckedQuote {
    private static final int ID = offset("id");
    private static final int PRICE = offset("price");
    private static final int QUANTITY = offset("quantity");
    private static final int TIME = offset("time");
    private static final int SIZE = offset("size");

    private long address;

    void bind(long place) {
        address = RawMemory.canonical(place);
    }

    long id() {
        return RawMemory.getLong(RawMemory.canonical(address) + ID);
    }

    double price() {
        return RawMemory.getDouble(RawMemory.canonical(address) + PRICE);
    }

    int quantity() {
        return RawMemory.getInt(RawMemory.canonical(address) + QUANTITY);
    }

    long time() {
        return RawMemory.getLong(RawMemory.canonical(address) + TIME);
    }

    double size() {
        return RawMemory.getDouble(RawMemory.canonical(address) + SIZE);
    }

    private static int offset(String field) {
        return Objects.requireNonNull(SharedQuote.LAYOUT.field(field)).offset();
    }
}
