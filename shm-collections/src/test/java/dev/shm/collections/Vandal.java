package dev.shm.collections;

import dev.shm.SharedMemoryException;
import dev.shm.SharedRegion;
import dev.shm.collections.internal.ObjectProbe;
import dev.shm.testkit.Handshake;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Random;

/**
 * Scribbles over a structure while it uses it. What it meets between calls, and while others call, it says in a line
 * each; anything but answers and exceptions of ours ends the process.
 */
abstract class Vandal implements AutoCloseable {
    static final Duration BRIEFLY = Duration.ofNanos(100_000);

    final String name;
    final Random random;
    final CallWatch watch;

    Vandal(String name, long seed, Duration longestCall) {
        this.name = name;
        this.random = new Random(seed);
        this.watch = new CallWatch(longestCall);
    }

    abstract ObjectProbe probe();

    /** The offset of a byte to be scribbled over, from the start of the object's header. */
    abstract int place(Random dice, long turn);

    /** Opens the structure and makes some calls, does something, and makes some more. */
    abstract void use(Random dice, int before, Runnable between, int after);

    /** Scribbles so many times between calls, and for so long during them; then all is deleted. */
    final void run(long tries, Duration length) throws InterruptedException {
        try (this) {
            byte[] clean = probe().read();
            for (long i = 0; i < tries; i++) scribbleBetweenCalls(i, clean);
            Handshake.say("between calls: " + watch.outcomes());
            scribbleDuringCalls(length, clean);
            Handshake.say("during calls: " + watch.outcomes());
        } finally {
            SharedRegion.delete(name);
        }
        Handshake.say("done");
    }

    private void scribbleBetweenCalls(long turn, byte[] clean) {
        probe().write(0, clean);
        boolean early = turn % 3 == 0;
        if (early) scribble(random, turn, clean);
        useOrTorn(random, random.nextBoolean() ? 3 : 0, early ? () -> {} : () -> scribble(random, turn, clean), 10);
    }

    /** A byte, or a word with values that an index could have. */
    private void scribble(Random dice, long turn, byte[] clean) {
        int at = place(dice, turn);
        int aligned = at & -Long.BYTES;
        switch (dice.nextInt(4)) {
            case 0, 1 -> probe().write(at, new byte[] {(byte) dice.nextInt()});
            case 2 -> probe().write(aligned, word(dice.nextLong()));
            default -> {
                long before =
                        ByteBuffer.wrap(clean).order(ByteOrder.LITTLE_ENDIAN).getLong(aligned);
                probe().write(aligned, word(before + dice.nextInt(13) - 6));
            }
        }
    }

    /** Two users, and this thread which scribbles; who meets an exception opens the structure anew. */
    private void scribbleDuringCalls(Duration length, byte[] clean) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        Thread[] users = new Thread[2];
        for (int i = 0; i < users.length; i++) {
            Random dice = new Random(random.nextLong());
            users[i] = new Thread(() -> {
                while (System.nanoTime() < end) useOrTorn(dice, 50, () -> {}, 0);
            });
            users[i].start();
        }
        for (long turn = 0; System.nanoTime() < end; turn++) {
            scribble(random, random.nextInt(Integer.MAX_VALUE), clean);
            if (turn % 5 == 0) probe().write(0, clean);
            Thread.onSpinWait();
        }
        for (Thread user : users) user.join();
    }

    /**
     * Bytes that are put back in the middle of a message tear it, and indices that could be right lead to bytes of
     * another lap: then a user that checks its messages finds one that is none.
     */
    private void useOrTorn(Random dice, int before, Runnable between, int after) {
        try {
            use(dice, before, between, after);
        } catch (SharedMemoryException e) {
            watch.count("open: " + e.getClass().getSimpleName());
        } catch (AssertionError torn) {
            if (torn.getCause() != null) throw torn;
            watch.count("torn");
        }
    }

    private static byte[] word(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    @Override
    public final void close() {
        probe().close();
    }
}
