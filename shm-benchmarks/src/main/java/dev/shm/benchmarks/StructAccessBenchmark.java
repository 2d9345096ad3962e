package dev.shm.benchmarks;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;
import peer.sbe.QuoteDecoder;
import peer.sbe.QuoteEncoder;

/**
 * Five numbers read or written through a flyweight with every check on, in a plain object of the same fields, through
 * SBE's codecs with Agrona's bounds checks off, and, to show what is left of it, through a view that checks nothing.
 *
 * <p>{@code hot} stays on one record; {@code moving} goes over {@value #RECORDS}, which is 40 KiB: the flyweight is
 * bound and the codec wrapped anew for each, the plain objects are elements of an array. The time is for one record of
 * five fields.
 */
@Fork(
        value = Defaults.FORKS,
        jvmArgsAppend = {Defaults.QUIET, Defaults.OPEN, Defaults.UNBOUNDED})
public class StructAccessBenchmark extends Defaults {
    private static final int RECORDS = 1024;
    private static final int SBE_BYTES = QuoteEncoder.BLOCK_LENGTH;

    private final SharedQuotes quotes = new SharedQuotes(RECORDS);
    private final SharedQuotes elsewhere = new SharedQuotes(1);
    private final SharedQuote hot = new SharedQuote();
    private final SharedQuote moving = new SharedQuote();
    private final UncheckedQuote unchecked = new UncheckedQuote();
    private final UncheckedQuote movingUnchecked = new UncheckedQuote();
    private final Quote object = new Quote();
    private final Quote[] objects = new Quote[RECORDS];
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(RECORDS * SBE_BYTES));
    private final QuoteEncoder encoder = new QuoteEncoder();
    private final QuoteDecoder decoder = new QuoteDecoder();
    private final QuoteEncoder movingEncoder = new QuoteEncoder();
    private final QuoteDecoder movingDecoder = new QuoteDecoder();
    private long next;

    public StructAccessBenchmark() {
        quotes.bind(hot, 0);
        quotes.bind(unchecked, 0);
        for (int i = 0; i < RECORDS; i++) objects[i] = new Quote();
        movingWriteObject();
        movingWriteFlyweight();
        movingWriteSbe();
        encoder.wrap(buffer, 0);
        decoder.wrap(buffer, 0, QuoteDecoder.BLOCK_LENGTH, QuoteDecoder.SCHEMA_VERSION);
    }

    @TearDown
    public void close() {
        quotes.close();
        elsewhere.close();
    }

    @Benchmark
    public long hotReadFlyweight() {
        return sum(hot);
    }

    @Benchmark
    public long hotReadObject() {
        return sum(object);
    }

    @Benchmark
    public long hotReadSbe() {
        return sum(decoder);
    }

    @Benchmark
    public long hotReadUnchecked() {
        return sum(unchecked);
    }

    @Benchmark
    public void hotWriteFlyweight() {
        write(hot, next++);
    }

    @Benchmark
    public void hotWriteObject() {
        write(object, next++);
    }

    @Benchmark
    public void hotWriteSbe() {
        write(encoder, next++);
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

    /** The JIT has seen flyweights go from one region to another, and expects it at each step. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long movingReadFlyweightOfTwoRegions() {
        elsewhere.bind(moving, 0);
        return movingReadFlyweight();
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long movingReadObject() {
        long sum = 0;
        for (Quote quote : objects) sum += sum(quote);
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long movingReadSbe() {
        long sum = 0;
        for (int i = 0; i < RECORDS; i++) {
            movingDecoder.wrap(buffer, i * SBE_BYTES, QuoteDecoder.BLOCK_LENGTH, QuoteDecoder.SCHEMA_VERSION);
            sum += sum(movingDecoder);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long movingReadUnchecked() {
        long sum = 0;
        for (int i = 0; i < RECORDS; i++) {
            quotes.bind(movingUnchecked, i);
            sum += sum(movingUnchecked);
        }
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

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void movingWriteSbe() {
        long value = next++;
        for (int i = 0; i < RECORDS; i++) write(movingEncoder.wrap(buffer, i * SBE_BYTES), value + i);
    }

    private static long sum(SharedQuote quote) {
        return quote.id() + quote.quantity() + quote.time() + bits(quote.price()) + bits(quote.size());
    }

    private static long sum(Quote quote) {
        return quote.id() + quote.quantity() + quote.time() + bits(quote.price()) + bits(quote.size());
    }

    private static long sum(QuoteDecoder quote) {
        return quote.id() + quote.quantity() + quote.time() + bits(quote.price()) + bits(quote.size());
    }

    private static long sum(UncheckedQuote quote) {
        return quote.id() + quote.quantity() + quote.time() + bits(quote.price()) + bits(quote.size());
    }

    private static void write(SharedQuote quote, long value) {
        quote.id(value).price(real(value)).quantity((int) value).time(value).size(real(value));
    }

    private static void write(Quote quote, long value) {
        quote.id(value).price(real(value)).quantity((int) value).time(value).size(real(value));
    }

    private static void write(QuoteEncoder quote, long value) {
        quote.id(value).price(real(value)).quantity((int) value).time(value).size(real(value));
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    private static double real(long bits) {
        return Double.longBitsToDouble(bits);
    }
}
