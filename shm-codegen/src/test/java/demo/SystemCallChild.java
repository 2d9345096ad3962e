package demo;

import dev.shm.SharedRegion;
import dev.shm.SharedSemaphore;
import dev.shm.collections.QueueOptions;
import dev.shm.collections.SharedByteQueue;
import dev.shm.collections.SharedValue;
import dev.shm.collections.TopicOptions;
import dev.shm.testkit.Handshake;
import java.io.File;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import net.openhft.chronicle.bytes.Bytes;

/**
 * The process that {@link SystemCallTest} watches. It does each operation {@value #TIMES} times, warm, between two looks
 * at files that do not exist: system calls that say where in the list of all of them it is.
 */
final class SystemCallChild {
    static final int TIMES = 10_000;

    /** What makes one system call each time. */
    static final String CONTROL = "control";

    private static final long KEYS = 100;

    private SystemCallChild() {}

    public static void main(String[] args) {
        Handshake.say("begun"); // from here on it ends with its parent
        try (SharedRegion region = SharedRegion.create(args[0], 1 << 22)) {
            repeat(CONTROL, () -> new File("/").exists());
            locks(region);
            for (QueueMode mode : QueueMode.values()) queue(region, mode);
            bytes(region);
            topic(region, "lossy", TopicOptions.defaults());
            topic(region, "reliable", TopicOptions.defaults().reliable());
            topic(region, "exclusive", TopicOptions.defaults().singlePublisher());
            value(region);
            map(region);
        }
    }

    private static void locks(SharedRegion region) {
        lock("mutex", region.mutex());
        lock("write lock", region.readWriteLock("lock").writeLock());
        lock("read lock", region.readWriteLock("lock").readLock());
        SharedSemaphore permits = region.semaphore("permits", 2);
        repeat("semaphore", () -> {
            if (!permits.tryAcquire()) throw new AssertionError(permits);
            permits.release();
        });
    }

    private static void lock(String what, Lock lock) {
        int[] guarded = {0};
        repeat(what, () -> {
            lock.lock();
            try {
                guarded[0]++;
            } finally {
                lock.unlock();
            }
        });
    }

    private static void queue(SharedRegion region, QueueMode mode) {
        Consumer<SharedOrder> handler = SharedOrder::id;
        String name = mode.name().toLowerCase(Locale.ROOT);
        try (OrderQueue queue = OrderQueue.in(region, name, 64, mode.options())) {
            repeat("queue " + name, () -> {
                if (!queue.offer(1, 2, Order.Side.BUY, "S")) throw new AssertionError(queue);
                if (!queue.poll(handler)) throw new AssertionError(queue);
            });
            repeat("empty queue " + name, () -> {
                if (queue.poll(handler)) throw new AssertionError(queue);
            });
        }
    }

    private static void bytes(SharedRegion region) {
        Consumer<Bytes<?>> filler = message -> message.writeLong(1);
        Consumer<Bytes<?>> handler = Bytes::readLong;
        try (SharedByteQueue queue = SharedByteQueue.in(region, "bytes", 1 << 16, QueueOptions.defaults())) {
            repeat("byte queue", () -> {
                if (!queue.offer(8, filler)) throw new AssertionError(queue);
                if (!queue.poll(handler)) throw new AssertionError(queue);
            });
        }
    }

    private static void topic(SharedRegion region, String name, TopicOptions options) {
        Consumer<SharedOrder> handler = SharedOrder::id;
        try (OrderTopic topic = OrderTopic.in(region, name, 64, options);
                OrderTopic.Subscription subscription = topic.subscribe()) {
            repeat("topic " + name, () -> {
                topic.publish(1, 2, Order.Side.BUY, "S");
                if (!subscription.poll(handler)) throw new AssertionError(subscription);
            });
        }
    }

    private static void value(SharedRegion region) {
        try (SharedValue<Order> value = SharedValue.in(region, "value", SharedOrder.TYPE)) {
            SharedOrder order = SharedOrder.allocate();
            order.set(Order.of(1));
            repeat("value", () -> {
                value.set(order);
                if (!value.get(order)) throw new AssertionError(value);
            });
        }
    }

    private static void map(SharedRegion region) {
        Holding[] holdings = new Holding[(int) KEYS];
        for (int key = 0; key < KEYS; key++) holdings[key] = Holding.of(key, key);
        Consumer<SharedHolding> change = holding -> holding.quantity(holding.quantity() + 1);
        SharedHolding view = SharedHolding.allocate();
        AtomicLong next = new AtomicLong();
        try (HoldingMap map = HoldingMap.in(region, "map")) {
            for (Holding holding : holdings) map.put(holding);
            repeat("map put", () -> map.put(holdings[(int) (next.incrementAndGet() % KEYS)]));
            repeat("map get", () -> map.get(next.incrementAndGet() % (2 * KEYS), view));
            repeat("map update", () -> map.update(next.incrementAndGet() % KEYS, change));
            repeat("map remove and put", () -> {
                int key = (int) (next.incrementAndGet() % KEYS);
                if (!map.remove(key)) throw new AssertionError(map);
                map.put(holdings[key]);
            });
        }
    }

    private static void repeat(String what, Runnable operation) {
        for (int i = 0; i < TIMES; i++) operation.run();
        mark("begin", what);
        for (int i = 0; i < TIMES; i++) operation.run();
        mark("end", what);
    }

    private static void mark(String edge, String what) {
        if (new File("/dev.shm", edge + " " + what).exists()) throw new AssertionError("there is such a file");
    }
}
