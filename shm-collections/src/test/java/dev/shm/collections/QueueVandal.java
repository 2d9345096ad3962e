package dev.shm.collections;

import dev.shm.SharedMemoryException;
import dev.shm.SharedRegion;
import dev.shm.collections.internal.RingProbe;
import dev.shm.testkit.Handshake;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The process of {@link SharedQueueCorruptionTest} that scribbles over a queue while it uses it. */
final class QueueVandal implements AutoCloseable {
    private static final long CAPACITY = 4;
    private static final Duration BRIEFLY = Duration.ofMillis(1);
    private static final long LONGEST_CALL_NANOS = 1_000_000_000;

    private final Random random;
    private final String name;
    private final RingProbe probe;
    private final byte[] clean;
    private final int controlBytes;
    private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    private final Map<Thread, Long> callStarts = new ConcurrentHashMap<>();

    private QueueVandal(String name, long seed, QueueMode mode) {
        this.random = new Random(seed);
        this.name = name;
        try (SharedQueue<Tick, SharedTick> queue =
                SharedQueue.create(name, CAPACITY, SharedTick.TYPE, mode.options())) {
            for (long id = 0; id < 7; id++) {
                queue.offer(Tick.of(id));
                if (id < 5) queue.poll();
            }
        }
        this.probe = RingProbe.open(name, SharedTick.LAYOUT);
        this.clean = probe.read();
        this.controlBytes = probe.headerBytes() + probe.controlBytes(CAPACITY);
    }

    public static void main(String[] args) throws InterruptedException {
        long tries = Long.parseLong(args[2]);
        try (QueueVandal vandal = new QueueVandal(args[0], Long.parseLong(args[1]), QueueMode.valueOf(args[4]))) {
            vandal.watch();
            for (long i = 0; i < tries; i++) vandal.scribbleBetweenCalls(i);
            Handshake.say("between calls: " + new TreeMap<>(vandal.outcomes));
            vandal.outcomes.clear();
            vandal.scribbleDuringCalls(Duration.ofMillis(Long.parseLong(args[3])));
            Handshake.say("during calls: " + new TreeMap<>(vandal.outcomes));
        } finally {
            SharedRegion.delete(args[0]);
        }
        Handshake.say("done");
    }

    /** Each byte of the control part has its turn; then words, with values that an index could have. */
    private void scribbleBetweenCalls(long turn) {
        probe.write(0, clean);
        boolean early = turn % 3 == 0;
        if (early) scribble(random, turn);
        try (SharedQueue<Tick, SharedTick> queue = SharedQueue.open(name, SharedTick.TYPE)) {
            if (random.nextBoolean()) for (int i = 0; i < 3; i++) call(queue, random);
            if (!early) scribble(random, turn);
            for (int i = 0; i < 10; i++) call(queue, random);
        } catch (SharedMemoryException e) {
            count("open: " + e.getClass().getSimpleName());
        }
    }

    private void scribble(Random dice, long turn) {
        int at = (int) (turn % controlBytes);
        switch (dice.nextInt(4)) {
            case 0, 1 -> probe.write(at, new byte[] {(byte) dice.nextInt()});
            case 2 -> probe.write(at & -Long.BYTES, word(dice.nextLong()));
            default -> {
                int aligned = at & -Long.BYTES;
                long before =
                        ByteBuffer.wrap(clean).order(ByteOrder.LITTLE_ENDIAN).getLong(aligned);
                probe.write(aligned, word(before + dice.nextInt(13) - 6));
            }
        }
    }

    /** A producer and a consumer, and this thread which scribbles; who meets an exception opens the queue anew. */
    private void scribbleDuringCalls(Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        Thread[] users = new Thread[2];
        for (int i = 0; i < users.length; i++) {
            Random dice = new Random(random.nextLong());
            users[i] = new Thread(() -> {
                while (System.nanoTime() < end) use(dice);
            });
            users[i].start();
        }
        for (long turn = 0; System.nanoTime() < end; turn++) {
            scribble(random, random.nextInt(controlBytes));
            if (turn % 5 == 0) probe.write(0, clean);
            Thread.onSpinWait();
        }
        for (Thread user : users) user.join();
    }

    private void use(Random dice) {
        try (SharedQueue<Tick, SharedTick> queue = SharedQueue.open(name, SharedTick.TYPE)) {
            for (int i = 0; i < 50; i++) call(queue, dice);
        } catch (SharedMemoryException e) {
            count("open: " + e.getClass().getSimpleName());
        }
    }

    /** One call: an answer, or an exception of ours; anything else ends this process. */
    private void call(SharedQueue<Tick, SharedTick> queue, Random dice) {
        callStarts.put(Thread.currentThread(), System.nanoTime());
        try {
            Object answer =
                    switch (dice.nextInt(9)) {
                        case 0 -> queue.offer(Tick.of(9));
                        case 1 -> queue.offer(slot -> Tick.fill(slot, 10));
                        case 2 -> queue.offer(Tick.of(11), BRIEFLY);
                        case 3 -> queue.poll() == null;
                        case 4 -> queue.poll(message -> message.text());
                        case 5 -> queue.poll(BRIEFLY) == null;
                        case 6 -> queue.drain(message -> message.id(), 5) <= 5;
                        case 7 -> queue.size() >= 0 && queue.size() <= CAPACITY && queue.counters() != null;
                        default -> queue.claim() == null || commit(queue);
                    };
            count(answer.toString());
        } catch (SharedMemoryException e) {
            count(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            callStarts.remove(Thread.currentThread());
        }
    }

    private static boolean commit(SharedQueue<Tick, SharedTick> queue) {
        queue.commit();
        return true;
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private static byte[] word(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    /** Ends this process when a call does not, or when a thread ends by an exception. */
    private void watch() {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            e.printStackTrace();
            Runtime.getRuntime().halt(3);
        });
        Thread watcher = new Thread(() -> {
            while (true) {
                callStarts.forEach((thread, start) -> {
                    if (System.nanoTime() - start < LONGEST_CALL_NANOS) return;
                    Exception where = new Exception("a call lasts for more than a second");
                    where.setStackTrace(thread.getStackTrace());
                    where.printStackTrace();
                    Runtime.getRuntime().halt(4);
                });
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        });
        watcher.setDaemon(true);
        watcher.start();
    }

    @Override
    public void close() {
        probe.close();
    }
}
