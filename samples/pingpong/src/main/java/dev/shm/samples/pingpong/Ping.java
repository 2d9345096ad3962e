package dev.shm.samples.pingpong;

import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** The player who serves, and notes how long each ball was away. */
final class Ping {
    /** A look whether the other process lives costs more than a round trip. */
    private static final int LOOKS_PER_CHECK = 1 << 20;

    private static final long MAX_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Table table;
    private final Process opponent;
    private final Histogram roundTrips = new Histogram(MAX_NANOS, DIGITS);
    // Made once, so that no ball makes garbage.
    private final Consumer<SharedBall> handler = this::returned;
    private long number;

    Ping(Table table, Process opponent) {
        this.table = table;
        this.opponent = opponent;
    }

    /** Plays so many balls and ends the game; the round trips in nanoseconds, without the first {@code warmUp}. */
    Histogram play(long warmUp, long rounds) {
        play(warmUp);
        roundTrips.reset();
        play(rounds);
        table.there().offer(Table.LAST, 0);
        return roundTrips;
    }

    private void play(long rounds) {
        for (long end = number + rounds; number < end; number++) {
            table.there().offer(number, System.nanoTime());
            int looks = 0;
            while (!table.back().poll(handler)) { // for the other process, as long as it lives
                Thread.onSpinWait();
                if (++looks % LOOKS_PER_CHECK == 0 && !opponent.isAlive())
                    throw new IllegalStateException("the other process has ended");
            }
        }
    }

    private void returned(SharedBall ball) {
        if (ball.number() != number)
            throw new IllegalStateException("ball " + number + " was served and " + ball.number() + " came back");
        roundTrips.recordValue(Math.min(System.nanoTime() - ball.servedNanos(), MAX_NANOS));
    }
}
