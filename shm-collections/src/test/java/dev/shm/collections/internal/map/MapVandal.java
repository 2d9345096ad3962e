package dev.shm.collections.internal.map;

import dev.shm.SharedMemoryException;
import dev.shm.collections.CallWatch;
import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.testkit.Handshake;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The process of {@link MapCorruptionTest} that scribbles over a map while it uses it. Each call has an answer, or an
 * exception of ours, and soon; anything else ends this process.
 */
final class MapVandal {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(8);
    private static final int KEYS = 60;

    /** A map is made anew now and then: what restores its bytes does not restore what it did to those behind them. */
    private static final long TRIES_A_MAP = 500;

    private static final long MILLIS_A_MAP = 500;

    private final Random random;
    private final String name;
    private final boolean ofStructs;
    private final CallWatch watch = new CallWatch(LONGEST_CALL);

    private MapVandal(String name, boolean ofStructs, long seed) {
        this.name = name;
        this.ofStructs = ofStructs;
        this.random = new Random(seed);
    }

    public static void main(String[] args) throws InterruptedException {
        MapVandal vandal = new MapVandal(args[0], Boolean.parseBoolean(args[1]), Long.parseLong(args[2]));
        for (long left = Long.parseLong(args[3]); left > 0; left -= TRIES_A_MAP) {
            vandal.scribbleBetweenCalls(Math.min(left, TRIES_A_MAP));
        }
        Handshake.say("between calls: " + vandal.watch.outcomes());
        for (long left = Long.parseLong(args[4]); left > 0; left -= MILLIS_A_MAP) {
            vandal.scribbleDuringCalls(Math.min(left, MILLIS_A_MAP));
        }
        Handshake.say("during calls: " + vandal.watch.outcomes());
        Handshake.say("done");
    }

    private void create() {
        TestMap.delete(name);
        try (Prey map = ofStructs
                ? new OfStructs(TestMap.create(name, TestMap.SMALL_SEGMENT_BYTES))
                : new OfBytes(ByteMap.create(name, TestMap.SMALL_SEGMENT_BYTES))) {
            for (int key = 0; key < KEYS; key++) map.put(key, key % 10 == 0 ? 600 : key);
        }
    }

    private Prey open() {
        return watch.timed(() -> ofStructs ? new OfStructs(TestMap.open(name)) : new OfBytes(ByteMap.open(name)));
    }

    /** What is done with a map of either kind. */
    private interface Prey extends AutoCloseable {
        MapTable table();

        void look(int key, Random dice);

        /** Also with other sizes, if that can be. */
        void put(int key, int size);

        void remove(int key);

        @Override
        default void close() {
            table().close();
        }
    }

    private record OfBytes(ByteMap map) implements Prey {
        @Override
        public MapTable table() {
            return map.table;
        }

        @Override
        public void look(int key, Random dice) {
            map.get(bytes(key));
        }

        @Override
        public void put(int key, int size) {
            map.put(bytes(key), new byte[size]);
        }

        @Override
        public void remove(int key) {
            map.remove(bytes(key));
        }

        private static byte[] bytes(int key) {
            return ("key " + key).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** By words, which have a way of their own to be found, and in batches. Values may be anything, so none is checked. */
    private record OfStructs(TestMap map) implements Prey {
        private static final int BATCH = 20;

        @Override
        public MapTable table() {
            return map.table;
        }

        @Override
        public void look(int key, Random dice) {
            PrivateMemory copies = PrivateMemory.allocate((long) BATCH * TestMap.STRUCT_BYTES);
            long hash = table().hashOfWord(key);
            switch (dice.nextInt(4)) {
                case 0 -> table().reader().lookStill(hash, key, 0, copies.base(), null);
                case 1 -> {
                    long[] keys = new long[BATCH];
                    long[] targets = new long[BATCH];
                    for (int i = 0; i < BATCH; i++) {
                        keys[i] = (long) key + i;
                        targets[i] = copies.base() + (long) i * TestMap.STRUCT_BYTES;
                    }
                    table().batch().get(keys, BATCH, targets, new boolean[BATCH]);
                }
                default -> table().get(hash, key, 0, copies.base());
            }
            Reference.reachabilityFence(copies);
        }

        @Override
        public void put(int key, int size) {
            map.put(key, size);
        }

        @Override
        public void remove(int key) {
            map.remove(key);
        }
    }

    /** The bytes of the map and of all its extents, as they were at first. */
    private static final class Scribble implements AutoCloseable {
        private final RegionObject raw;
        private final long base;
        private final byte[] clean;

        private Scribble(String name) {
            this.raw = RegionObject.open(name, MapLayout.KIND, MapLayout.VERSION, null);
            this.base = raw.memory().base() + raw.bodyOffset();
            this.clean = new byte[(int) (raw.memory().sizeBytes() - raw.bodyOffset())];
            RawMemory.copyToArray(base, clean, 0, clean.length);
        }

        /** A byte, a word, a small change of a word, or a bit; half of them where the map's own words are. */
        private void overwrite(Random dice) {
            int most = dice.nextBoolean() ? clean.length : Math.min(clean.length, MapLayout.BODY_BYTES + 64);
            long at = base + (dice.nextInt(most - 8) & -8);
            switch (dice.nextInt(4)) {
                case 0 -> RawMemory.putByte(at + dice.nextInt(8), (byte) dice.nextInt());
                case 1 -> RawMemory.putLong(at, dice.nextLong());
                case 2 -> RawMemory.putLong(at, RawMemory.getLong(at) + dice.nextInt(129) - 64);
                default -> RawMemory.putLong(at, RawMemory.getLong(at) ^ 1L << dice.nextInt(64));
            }
        }

        private void restore() {
            RawMemory.copyFromArray(clean, 0, base, clean.length);
        }

        @Override
        public void close() {
            raw.close();
        }
    }

    private void scribbleBetweenCalls(long tries) {
        create();
        try (Scribble scribble = new Scribble(name)) {
            for (long i = 0; i < tries; i++) {
                scribble.restore();
                boolean early = random.nextInt(3) == 0;
                if (early) scribble.overwrite(random);
                try (Prey map = open()) {
                    use(map, random, random.nextInt(5));
                    if (!early) scribble.overwrite(random);
                    use(map, random, 15);
                    watch.close(map);
                } catch (SharedMemoryException e) {
                    watch.count("open: " + e.getClass().getSimpleName());
                }
            }
        }
    }

    private void scribbleDuringCalls(long millis) throws InterruptedException {
        create();
        try (Scribble scribble = new Scribble(name)) {
            scribbleDuringCalls(scribble, millis);
        }
    }

    private void scribbleDuringCalls(Scribble scribble, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        List<Thread> users = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Random dice = new Random(random.nextLong());
            users.add(new Thread(() -> {
                while (System.nanoTime() < end) {
                    try (Prey map = open()) {
                        use(map, dice, 50);
                    } catch (SharedMemoryException e) {
                        watch.count("open: " + e.getClass().getSimpleName());
                    }
                }
            }));
        }
        users.forEach(Thread::start);
        for (long turn = 0; System.nanoTime() < end; turn++) {
            scribble.overwrite(random);
            if (turn % 5 == 0) scribble.restore();
            Thread.onSpinWait();
        }
        for (Thread user : users) user.join();
    }

    private void use(Prey map, Random dice, int calls) {
        for (int i = 0; i < calls; i++) {
            int key = dice.nextInt(KEYS + 10);
            watch.call(() -> {
                call(map, key, dice);
                return "answer";
            });
        }
    }

    private static void call(Prey map, int key, Random dice) {
        switch (dice.nextInt(10)) {
            case 0, 1, 2 -> map.look(key, dice);
            case 3, 4 -> map.put(key, dice.nextInt(8) == 0 ? 700 : dice.nextInt(60));
            case 5 -> map.remove(key);
            case 6 -> map.table().size();
            case 7 -> {
                MapCursor cursor = map.table().cursor();
                while (cursor.next()) cursor.record();
            }
            case 8 -> map.table().figures();
            default -> {
                if (dice.nextInt(4) == 0) map.table().verify();
                else if (dice.nextInt(4) == 0) map.table().clear();
                else map.table().compact();
            }
        }
    }
}
