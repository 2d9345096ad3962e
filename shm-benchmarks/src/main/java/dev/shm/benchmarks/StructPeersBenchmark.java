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
 * The five numbers of {@link StructAccessBenchmark} and a text, through a flyweight with every check on, through SBE's
 * codecs with Agrona's bounds checks off, and in a plain object, in one JVM.
 *
 * <p>Each goes over {@value #RECORDS} records: flyweights are bound and codecs wrapped anew for each. The time is for one
 * record of five numbers, or for one text of four to sixteen ASCII characters.
 */
@Fork(
        value = Defaults.FORKS,
        jvmArgsAppend = {
            Defaults.QUIET,
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "-Dagrona.disable.bounds.checks=true"
        })
public class StructPeersBenchmark extends Defaults {
    private static final int RECORDS = 1024;

    private static final String[] SYMBOLS = {
        "MSFT", "EURUSD", "BRK.A", "DE0007164600", "AAPL", "NESN.SW", "GOOGL US Equity"
    };

    private final SharedQuotes quotes = new SharedQuotes(RECORDS);
    private final SharedQuote flyweight = new SharedQuote();
    private final SharedLabel label = SharedLabel.allocate();
    private final Label labelObject = new Label();
    private final Quote[] objects = new Quote[RECORDS];
    private final UnsafeBuffer buffer =
            new UnsafeBuffer(ByteBuffer.allocateDirect(RECORDS * QuoteEncoder.BLOCK_LENGTH + 64));
    private final QuoteEncoder encoder = new QuoteEncoder();
    private final QuoteDecoder decoder = new QuoteDecoder();
    private long next;

    public StructPeersBenchmark() {
        for (int i = 0; i < RECORDS; i++) objects[i] = new Quote();
        writeFlyweight();
        writeObject();
        writeSbe();
        encoder.wrap(buffer, 0);
    }

    @TearDown
    public void close() {
        quotes.close();
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long readFlyweight() {
        long sum = 0;
        for (int i = 0; i < RECORDS; i++) {
            quotes.bind(flyweight, i);
            sum += flyweight.id()
                    + flyweight.quantity()
                    + flyweight.time()
                    + Double.doubleToRawLongBits(flyweight.price())
                    + Double.doubleToRawLongBits(flyweight.size());
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long readObject() {
        long sum = 0;
        for (Quote object : objects) {
            sum += object.id()
                    + object.quantity()
                    + object.time()
                    + Double.doubleToRawLongBits(object.price())
                    + Double.doubleToRawLongBits(object.size());
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long readSbe() {
        long sum = 0;
        for (int i = 0; i < RECORDS; i++) {
            decoder.wrap(buffer, i * QuoteEncoder.BLOCK_LENGTH, QuoteDecoder.BLOCK_LENGTH, QuoteDecoder.SCHEMA_VERSION);
            sum += decoder.id()
                    + decoder.quantity()
                    + decoder.time()
                    + Double.doubleToRawLongBits(decoder.price())
                    + Double.doubleToRawLongBits(decoder.size());
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void writeFlyweight() {
        long value = next++;
        for (int i = 0; i < RECORDS; i++) {
            quotes.bind(flyweight, i);
            flyweight
                    .id(value + i)
                    .price(Double.longBitsToDouble(value))
                    .quantity((int) value)
                    .time(value)
                    .size(Double.longBitsToDouble(value));
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void writeObject() {
        long value = next++;
        for (int i = 0; i < RECORDS; i++) {
            objects[i]
                    .id(value + i)
                    .price(Double.longBitsToDouble(value))
                    .quantity((int) value)
                    .time(value)
                    .size(Double.longBitsToDouble(value));
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void writeSbe() {
        long value = next++;
        for (int i = 0; i < RECORDS; i++) {
            encoder.wrap(buffer, i * QuoteEncoder.BLOCK_LENGTH);
            encoder.id(value + i)
                    .price(Double.longBitsToDouble(value))
                    .quantity((int) value)
                    .time(value)
                    .size(Double.longBitsToDouble(value));
        }
    }

    @Benchmark
    public void textFlyweight() {
        label.symbol(symbol());
    }

    @Benchmark
    public void textSbe() {
        encoder.symbol(symbol());
    }

    @Benchmark
    public Label textObject() {
        labelObject.symbol = symbol();
        return labelObject;
    }

    private String symbol() {
        return SYMBOLS[(int) (next++ & 0x7FFF_FFFF) % SYMBOLS.length];
    }
}
