package dev.shm.benchmarks;

import dev.shm.struct.SharedStruct;

/** Five numbers: the plain object, and what its flyweight {@code SharedQuote} is generated from. */
@SharedStruct(id = "benchmarks.quote")
final class Quote {
    private long id;
    private double price;
    private int quantity;
    private long time;
    private double size;

    long id() {
        return id;
    }

    Quote id(long value) {
        id = value;
        return this;
    }

    double price() {
        return price;
    }

    Quote price(double value) {
        price = value;
        return this;
    }

    int quantity() {
        return quantity;
    }

    Quote quantity(int value) {
        quantity = value;
        return this;
    }

    long time() {
        return time;
    }

    Quote time(long value) {
        time = value;
        return this;
    }

    double size() {
        return size;
    }

    Quote size(double value) {
        size = value;
        return this;
    }
}
