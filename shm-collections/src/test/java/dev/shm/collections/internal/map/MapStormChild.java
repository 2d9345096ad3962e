package dev.shm.collections.internal.map;

import dev.shm.testkit.Handshake;
import java.nio.file.Path;
import java.util.Random;

/**
 * The processes of {@link MapStormTest}. Each writer has the keys of one remainder for itself; of each it says what it
 * is about to write and what it has written, so that whatever is found of a dead one is one of the two.
 */
final class MapStormChild {
    static final int KEYS = 100_000;
    static final int WRITERS = 3;

    /** What a removed key has. */
    static final long ABSENT = 0;

    private static volatile boolean stopping;

    private MapStormChild() {}

    public static void main(String[] args) {
        Path directory = Path.of(args[2]);
        LongFile intended = LongFile.open(directory.resolve("intended"), KEYS);
        LongFile committed = LongFile.open(directory.resolve("committed"), KEYS);
        try (TestMap map = args[0].equals("read") ? TestMap.openReadOnly(args[1]) : TestMap.open(args[1])) {
            Thread ear = new Thread(() -> {
                Handshake.await("stop");
                stopping = true;
            });
            ear.setDaemon(true);
            ear.start();
            if (args[0].equals("read")) read(map, committed);
            else write(map, intended, committed, Integer.parseInt(args[0]), Long.parseLong(args[3]));
        }
        Handshake.say("stopped");
    }

    private static void write(TestMap map, LongFile intended, LongFile committed, int writer, long seed) {
        Random random = new Random(seed);
        for (int key = writer; key < KEYS; key += WRITERS) {
            if (intended.get(key) == committed.get(key)) continue;
            settle(map, intended, committed, key); // where the one before died
        }
        long version = (System.nanoTime() & -4096) | writer;
        for (long n = 0; !stopping; n++) {
            int key = random.nextInt(KEYS / WRITERS) * WRITERS + writer;
            boolean remove = random.nextInt(4) == 0;
            long next = remove ? ABSENT : ++version;
            intended.set(key, next);
            if (remove) map.remove(key);
            else if (random.nextBoolean() || committed.get(key) == ABSENT) map.put(key, next);
            else map.add(key, next - committed.get(key));
            committed.set(key, next);
            if (n == 0) Handshake.say("ready");
        }
    }

    /** Takes what is in the map for what was written, if it may be. */
    static void settle(TestMap map, LongFile intended, LongFile committed, int key) {
        Long found = map.get(key);
        long value = found == null ? ABSENT : found;
        if (value != intended.get(key) && value != committed.get(key)) {
            throw new AssertionError("key " + key + " has " + found + ", written was " + committed.get(key)
                    + " and then perhaps " + intended.get(key));
        }
        committed.set(key, value);
        intended.set(key, value);
    }

    /** What is read was written, whole, and is not older than what was known to be written before. */
    private static void read(TestMap map, LongFile committed) {
        Random random = new Random();
        long slowest = 0;
        long reads = 0;
        while (!stopping) {
            int key = random.nextInt(KEYS);
            long before = committed.get(key);
            long start = System.nanoTime();
            Long found = map.get(key);
            slowest = Math.max(slowest, System.nanoTime() - start);
            if (found != null && before != ABSENT && found < before) {
                throw new AssertionError("key " + key + " has " + found + " after " + before);
            }
            if (reads++ == 0) Handshake.say("ready");
        }
        Handshake.say("reads: " + reads + ", slowest " + slowest / 1_000 + " us");
    }
}
