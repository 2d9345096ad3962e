package dev.shm.collections.internal.map;

import dev.shm.SharedMemoryException;
import dev.shm.collections.CallWatch;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.testkit.Handshake;
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
    private final CallWatch watch = new CallWatch(LONGEST_CALL);

    private MapVandal(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
    }

    public static void main(String[] args) throws InterruptedException {
        MapVandal vandal = new MapVandal(args[0], Long.parseLong(args[1]));
        for (long left = Long.parseLong(args[2]); left > 0; left -= TRIES_A_MAP) {
            vandal.scribbleBetweenCalls(Math.min(left, TRIES_A_MAP));
        }
        Handshake.say("between calls: " + vandal.watch.outcomes());
        for (long left = Long.parseLong(args[3]); left > 0; left -= MILLIS_A_MAP) {
            vandal.scribbleDuringCalls(Math.min(left, MILLIS_A_MAP));
        }
        Handshake.say("during calls: " + vandal.watch.outcomes());
        Handshake.say("done");
    }

    private void create() {
        TestMap.delete(name);
        try (ByteMap map = ByteMap.create(name, 64 * 23)) {
            for (int key = 0; key < KEYS; key++) map.put(key(key), new byte[key % 10 == 0 ? 600 : key]);
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
                try (ByteMap map = watch.timed(() -> ByteMap.open(name))) {
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
                    try (ByteMap map = watch.timed(() -> ByteMap.open(name))) {
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

    private void use(ByteMap map, Random dice, int calls) {
        for (int i = 0; i < calls; i++) {
            int key = dice.nextInt(KEYS + 10);
            watch.call(() -> {
                call(map, key, dice);
                return "answer";
            });
        }
    }

    private static void call(ByteMap map, int key, Random dice) {
        switch (dice.nextInt(10)) {
            case 0, 1, 2 -> map.get(key(key));
            case 3, 4 -> map.put(key(key), new byte[dice.nextInt(8) == 0 ? 700 : dice.nextInt(60)]);
            case 5 -> map.remove(key(key));
            case 6 -> map.table.size();
            case 7 -> {
                MapCursor cursor = map.table.cursor();
                while (cursor.next()) cursor.valueBytes();
            }
            case 8 -> map.table.figures();
            default -> {
                if (dice.nextInt(4) == 0) map.table.verify();
                else map.table.compact();
            }
        }
    }

    private static byte[] key(int key) {
        return ("key " + key).getBytes(StandardCharsets.UTF_8);
    }
}
