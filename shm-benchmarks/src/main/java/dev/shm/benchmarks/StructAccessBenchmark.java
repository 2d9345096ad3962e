package dev.shm.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Five numbers read or written through a flyweight, with every check on, beside a plain object of the same fields.
 *
 * <p>{@code hot} stays on one record; {@code moving} goes over {@value #RECORDS}, which is 40 KiB: the flyweight is
 * bound anew for each, the plain objects are elements of an array. The time is for one record of five fields.
 */
public class StructAccessBenchmark extends Defaults {
    private static final int RECORDS = 1024;

    private final SharedQuotes quotes = new SharedQuotes(RECORDS);
    private final SharedQuote hot = new SharedQuote();
    private final SharedQuote moving = new SharedQuote();
    private final Quote hotObject = new Quote();
    private final Quote[] objects = new Quote[RECORDS];
    private long next;

    public StructAccessBenchmark() {
        quotes.bind(hot, 0);
        write(hot, 1);
        write(hotObject, 1);
        for (int i = 0; i < RECORDS; i++) {
            objects[i] = new Quote();
            write(objects[i], i);
            quotes.bind(moving, i);
            write(moving, i);
        }
    }

    @TearDown
    public void close() {
        quotes.close();
    }

    @Benchmark
    public long hotReadFlyweight() {
        return sum(hot);
    }

    @Benchmark
    public long hotReadObject() {
        return sum(hotObject);
    }

    @Benchmark
    public void hotWriteFlyweight() {
        write(hot, next++);
    }

    @Benchmark
    public void hotWriteObject() {
        write(hotObject, next++);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long movingReadFlyweight() {
        long sum = 0;
        for (int i = 0; i < RECORDS; i++) {
            quotes.bind(moving, i);
            sum += sum(moving);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long movingReadObject() {
        long sum = 0;
        for (Quote object : objects) sum += sum(object);
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void movingWriteFlyweight() {
        long value = next++;
        for (int i = 0; i < RECORDS; i++) {
            quotes.bind(moving, i);
            write(moving, value + i);
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void movingWriteObject() {
        long value = next++;
        for (int i = 0; i < RECORDS; i++) write(objects[i], value + i);
    }

    private static long sum(SharedQuote quote) {
        return quote.id()
                + quote.quantity()
                + quote.time()
                + Double.doubleToRawLongBits(quote.price())
                + Double.doubleToRawLongBits(quote.size());
    }

    private static long sum(Quote quote) {
        return quote.id()
                + quote.quantity()
                + quote.time()
                + Double.doubleToRawLongBits(quote.price())
                + Double.doubleToRawLongBits(quote.size());
    }

    private static void write(SharedQuote quote, long value) {
        quote.id(value)
                .price(Double.longBitsToDouble(value))
                .quantity((int) value)
                .time(value)
                .size(Double.longBitsToDouble(value));
    }

    private static void write(Quote quote, long value) {
        quote.id(value)
                .price(Double.longBitsToDouble(value))
                .quantity((int) value)
                .time(value)
                .size(Double.longBitsToDouble(value));
    }
}
