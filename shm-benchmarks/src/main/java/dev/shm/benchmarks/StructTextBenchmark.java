package dev.shm.benchmarks;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import peer.sbe.QuoteEncoder;

/**
 * A text of four to fifteen ASCII characters, set in room for sixteen: through a flyweight with every check on, through
 * SBE's codec with Agrona's bounds checks off, and in a plain object, which keeps a reference and copies nothing.
 */
@Fork(
        value = Defaults.FORKS,
        jvmArgsAppend = {Defaults.QUIET, Defaults.OPEN, Defaults.UNBOUNDED})
public class StructTextBenchmark extends Defaults {
    private static final String[] SYMBOLS = {
        "MSFT", "EURUSD", "BRK.A", "DE0007164600", "AAPL", "NESN.SW", "GOOGL US Equity"
    };

    private final SharedLabel flyweight = SharedLabel.allocate();
    private final Label object = new Label();
    private final QuoteEncoder encoder =
            new QuoteEncoder().wrap(new UnsafeBuffer(ByteBuffer.allocateDirect(QuoteEncoder.BLOCK_LENGTH)), 0);
    private long next;

    @Benchmark
    public void flyweight() {
        flyweight.symbol(symbol());
    }

    @Benchmark
    public void sbe() {
        encoder.symbol(symbol());
    }

    @Benchmark
    public Label object() {
        object.symbol = symbol();
        return object;
    }

    private String symbol() {
        return SYMBOLS[(int) (next++ & 0x7FFF_FFFF) % SYMBOLS.length];
    }
}
