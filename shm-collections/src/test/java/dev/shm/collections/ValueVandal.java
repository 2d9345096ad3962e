package dev.shm.collections;

import dev.shm.SharedMemoryException;
import dev.shm.collections.internal.value.ValueProbe;
import dev.shm.struct.StructAccess;
import dev.shm.testkit.Handshake;
import java.time.Duration;
import java.util.Random;

/** The process of {@link SharedValueCorruptionTest} that scribbles over a value before and while it uses it. */
final class ValueVandal {
    /** After so many it says that it is not stuck. */
    static final int TRIES_A_LINE = 1_000;

    private static final Duration LONGEST_CALL = Duration.ofSeconds(2);

    private final CallWatch watch = new CallWatch(LONGEST_CALL);
    private final Random random;
    private final String name;

    private ValueVandal(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
    }

    public static void main(String[] args) {
        ValueVandal vandal = new ValueVandal(args[0], Long.parseLong(args[1]));
        vandal.scribble(Long.parseLong(args[2]));
        Handshake.say("outcomes: " + vandal.watch.outcomes());
    }

    private void scribble(long tries) {
        try (SharedValue<Tick> value = SharedValue.create(name, SharedTick.TYPE)) {
            for (long id = 1; id < 4; id++) value.set(Tick.of(id));
        }
        try (ValueProbe probe = ValueProbe.open(name, SharedTick.LAYOUT)) {
            byte[] clean = probe.read();
            for (long i = 0; i < tries; i++) {
                if (i % TRIES_A_LINE == 0) Handshake.say("tried " + i);
                probe.write(0, clean);
                boolean early = random.nextBoolean();
                if (early) scribble(probe, clean.length);
                use(probe, early ? 0 : clean.length);
            }
        }
    }

    /** A byte or a word, anywhere. */
    private void scribble(ValueProbe probe, int length) {
        byte[] bytes = new byte[random.nextBoolean() ? 1 : Long.BYTES];
        random.nextBytes(bytes);
        int at = random.nextInt(length) & -bytes.length;
        if (random.nextInt(3) == 0) at = random.nextInt(3) * 64;
        probe.write(at, bytes);
    }

    private void use(ValueProbe probe, int scribbleOver) {
        try (SharedValue<Tick> value = watch.timed(() -> SharedValue.open(name, SharedTick.TYPE))) {
            SharedTick view = StructAccess.allocate(new SharedTick());
            for (int i = 0; i < 8; i++) {
                if (scribbleOver > 0) scribble(probe, scribbleOver);
                watch.call(() -> switch (random.nextInt(5)) {
                    case 0 -> value.get() == null;
                    case 1 -> value.get(view);
                    case 2 -> {
                        value.set(Tick.of(9));
                        yield "set";
                    }
                    case 3 -> value.updateAndGet(before -> Tick.of(10)).id();
                    default -> value.timesSet() > 0;
                });
            }
        } catch (SharedMemoryException e) {
            watch.count("open: " + e.getClass().getSimpleName());
        }
    }
}
