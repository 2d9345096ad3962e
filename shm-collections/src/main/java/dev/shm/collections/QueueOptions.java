package dev.shm.collections;

import dev.shm.collections.internal.queue.RingOptions;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a queue is for, and how this process uses it. Each method answers a changed copy.
 *
 * <pre>{@code
 * QueueOptions options = new QueueOptions()
 *         .singleProducer()
 *         .waitStrategy(WaitStrategy.SPIN)
 *         .maxAttempts(3, (SharedTrade trade) -> log(trade));
 * TradeQueue.openOrCreate("trades", 65_536, options);
 * }</pre>
 *
 * <p>How many processes may have an end at a time is stored with the queue. Whoever joins one need not say it; who says
 * something else than is stored gets a {@code LayoutMismatchException}. A queue that nobody asked to be otherwise is
 * for many producers and many consumers. One of a kind is faster.
 */
public final class QueueOptions {
    private final RingOptions ring;
    private final int maxAttempts;
    private final @Nullable Consumer<?> deadLetters;

    /** Many producers, many consumers, {@link WaitStrategy#BLOCK}, and as many attempts as it takes. */
    public QueueOptions() {
        this(RingOptions.DEFAULTS, Integer.MAX_VALUE, null);
    }

    private QueueOptions(RingOptions ring, int maxAttempts, @Nullable Consumer<?> deadLetters) {
        this.ring = ring;
        this.maxAttempts = maxAttempts;
        this.deadLetters = deadLetters;
    }

    /** The same as {@link #QueueOptions()}. */
    public static QueueOptions defaults() {
        return new QueueOptions();
    }

    /**
     * One process at a time produces. It takes the seat of this end on first use and keeps it until it closes the queue
     * or dies; another that tries meanwhile gets {@code SeatTakenException}. Its threads take turns with the queue
     * object that has the seat; a second one, opened by the same process, is another.
     */
    public QueueOptions singleProducer() {
        return with(ring.producers(true));
    }

    /** Any number of processes produces at a time. */
    public QueueOptions multiProducer() {
        return with(ring.producers(false));
    }

    /** One process at a time consumes; as {@link #singleProducer}. */
    public QueueOptions singleConsumer() {
        return with(ring.consumers(true));
    }

    /** Any number of processes consumes at a time. */
    public QueueOptions multiConsumer() {
        return with(ring.consumers(false));
    }

    /** How threads of this process wait at this queue. */
    public QueueOptions waitStrategy(WaitStrategy strategy) {
        return with(ring.waiting(Objects.requireNonNull(strategy, "strategy")));
    }

    /**
     * Gives up a message that no handler of any process could finish. When a message would be shown to a handler of
     * this queue for more than {@code most} times, it is shown to {@code deadLetters} instead and is then gone, unless
     * that throws. Counted are handlers that threw and handlers whose process died; where many processes consume, also
     * a consumer that died with the message in a copying poll, or before its handler began. So
     * {@code maxAttempts(1, ...)} may give up a message there that no handler has seen: say 2 or more. Copying polls do
     * not ask.
     *
     * @param most how many attempts, at least 1
     * @param deadLetters takes what handlers of the queue take, and must not keep it
     */
    public <M> QueueOptions maxAttempts(int most, Consumer<? super M> deadLetters) {
        if (most < 1) throw new IllegalArgumentException("maxAttempts " + most + ": a message has at least 1 attempt");
        return new QueueOptions(ring, most, Objects.requireNonNull(deadLetters, "deadLetters"));
    }

    private QueueOptions with(RingOptions changed) {
        return new QueueOptions(changed, maxAttempts, deadLetters);
    }

    RingOptions ring() {
        return ring;
    }

    int maxAttempts() {
        return maxAttempts;
    }

    @Nullable
    Consumer<?> deadLetters() {
        return deadLetters;
    }
}
