package dev.shm.collections;

import dev.shm.SharedMemoryException;
import dev.shm.SharedRegion;
import dev.shm.collections.SharedTopic.Start;
import dev.shm.collections.internal.topic.TopicProbe;
import dev.shm.testkit.Handshake;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The process of {@link SharedTopicCorruptionTest} that scribbles over a topic while it uses it. */
final class TopicVandal implements AutoCloseable {
    private static final long CAPACITY = 4;
    private static final Duration BRIEFLY = Duration.ofMillis(1);
    private static final long LONGEST_CALL_NANOS = 2_000_000_000;

    private final Random random;
    private final String name;
    private final TopicProbe probe;
    private final byte[] clean;
    private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    private final Map<Thread, Long> callStarts = new ConcurrentHashMap<>();

    private TopicVandal(String name, long seed) {
        this.random = new Random(seed);
        this.name = name;
        TopicOptions options = TopicOptions.defaults();
        if (random.nextBoolean()) options = options.reliable();
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, CAPACITY, SharedTick.TYPE, options)) {
            for (long id = 0; id < 7; id++) topic.publish(Tick.of(id));
        }
        this.probe = TopicProbe.open(name, SharedTick.LAYOUT);
        this.clean = probe.read();
    }

    public static void main(String[] args) throws InterruptedException {
        long tries = Long.parseLong(args[2]);
        try (TopicVandal vandal = new TopicVandal(args[0], Long.parseLong(args[1]))) {
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

    private void scribbleBetweenCalls(long turn) {
        probe.write(0, clean);
        boolean early = turn % 3 == 0;
        if (early) scribble(random);
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.open(name, SharedTick.TYPE);
                TopicSubscription<Tick, SharedTick> s =
                        topic.subscribe(random.nextBoolean() ? Start.NOW : Start.OLDEST)) {
            if (random.nextBoolean()) for (int i = 0; i < 3; i++) call(topic, s, random);
            if (!early) scribble(random);
            for (int i = 0; i < 10; i++) call(topic, s, random);
        } catch (SharedMemoryException e) {
            count("open: " + e.getClass().getSimpleName());
        }
    }

    /** A byte or word of the header, the geometry and lines, the first entries, or a slot's word. */
    private void scribble(Random dice) {
        int at =
                switch (dice.nextInt(4)) {
                    case 0 -> dice.nextInt(probe.headerBytes());
                    case 1 -> probe.headerBytes() + dice.nextInt(512);
                    case 2 -> probe.headerBytes() + 512 + dice.nextInt(128);
                    default ->
                        probe.slotsOffset() + dice.nextInt((int) CAPACITY) * probe.strideBytes() + dice.nextInt(8);
                };
        int aligned = at & -Long.BYTES;
        switch (dice.nextInt(4)) {
            case 0, 1 -> probe.write(at, new byte[] {(byte) dice.nextInt()});
            case 2 -> probe.write(aligned, word(dice.nextLong()));
            default -> {
                long before = ByteBuffer.wrap(probe.read())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong(aligned);
                probe.write(aligned, word(before + dice.nextInt(13) - 6));
            }
        }
    }

    /** Two users, and this thread which scribbles; who meets an exception opens the topic anew. */
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
            scribble(random);
            if (turn % 5 == 0) probe.write(0, clean);
            Thread.onSpinWait();
        }
        for (Thread user : users) user.join();
    }

    private void use(Random dice) {
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.open(name, SharedTick.TYPE);
                TopicSubscription<Tick, SharedTick> s = topic.subscribe(Start.OLDEST)) {
            for (int i = 0; i < 50; i++) call(topic, s, dice);
        } catch (SharedMemoryException e) {
            count("open: " + e.getClass().getSimpleName());
        }
    }

    /** One call: an answer, or an exception of ours; anything else ends this process. */
    private void call(SharedTopic<Tick, SharedTick> topic, TopicSubscription<Tick, SharedTick> s, Random dice) {
        callStarts.put(Thread.currentThread(), System.nanoTime());
        try {
            Object answer =
                    switch (dice.nextInt(9)) {
                        case 0 -> topic.tryPublish(Tick.of(9));
                        case 1 -> topic.tryPublish(draft -> Tick.fill(draft, 10));
                        case 2 -> topic.publish(Tick.of(11), BRIEFLY);
                        case 3 -> s.poll() == null;
                        case 4 -> s.poll(message -> message.id());
                        case 5 -> s.poll(BRIEFLY) == null;
                        case 6 -> s.drain(message -> message.id(), 5) <= 5;
                        case 7 -> topic.subscribers().size() <= 64;
                        default -> s.lag() >= 0;
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
                    Exception where = new Exception("a call lasts for more than two seconds");
                    where.setStackTrace(thread.getStackTrace());
                    where.printStackTrace();
                    Runtime.getRuntime().halt(4);
                });
                LockSupport.parkNanos(20_000_000);
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
