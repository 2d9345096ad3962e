package dev.shm.collections.internal;

/**
 * Waiting for some messages more while they stream: a consumer that keeps up takes each from the producer's hands, and
 * the lines with it go to and fro for each.
 *
 * <p>The wait is for rounds of five microseconds, of which the first that brings less than twenty messages is the last,
 * and three at most. Rounds are that long because each ends with a look that takes a line from the producer. What
 * counts is the pace of the last 64 messages or more by the clock, not how many a look finds: over a slow line one look
 * finds several and the next many find none. Messages that come at less than about seven million a second wait for
 * nothing, but for one round after a stream has ended, and one each two milliseconds as a trial: a producer who is met
 * at each message is slow for that alone, and shows its own pace while nobody looks.
 */
public final class Gathering {
    /** The most that are waited for. */
    public static final int MAX = 256;

    private static final int ROUNDS = 3;
    private static final long NANOS_PER_ROUND = 5_000;
    private static final int WORTH_ANOTHER_ROUND = 20;

    /** After so many messages the pace is taken: a look at the clock for that many costs nothing. */
    private static final int MESSAGES_PER_PACE = 64;

    /** From one message of a stream to the next. */
    private static final long STREAM_NANOS = 150;

    /** What streams brings that much in a round. */
    private static final int STREAM_PER_ROUND = (int) (NANOS_PER_ROUND / STREAM_NANOS);

    /** From one message to the next where it may be for the consumer alone that they come no faster. */
    private static final long MEETING_NANOS = 500;

    /** So long after a trial that found no stream comes the next. */
    private static final long TRIAL_NANOS = 2_000_000;

    private boolean isStream;

    /** Whether the next round is to show whether messages would stream. */
    private boolean isTrial;

    private long nextTrial = System.nanoTime();
    private long pacedEnd;
    private long pacedNanos;

    /** Says how far messages reach. */
    public interface Reach {
        /** The end of what may be taken from a position on, as far as is worth knowing; not before {@code known}. */
        long reach(long from, long known);
    }

    /** How many to wait for in a ring. */
    public static long enough(long capacity) {
        return Math.min(MAX, capacity / 4);
    }

    /**
     * Takes the pace, and waits if it is a stream's.
     *
     * @param from the position of the next message
     * @param end how far they reach, beyond that
     * @param enough how many are worth no waiting
     * @return how far they reach now
     */
    public long gather(Reach source, long from, long end, long enough) {
        if (end - pacedEnd >= MESSAGES_PER_PACE) takePace(end);
        return isStream && end - from < enough ? await(source, from, end, enough) : end;
    }

    private long await(Reach source, long from, long end, long enough) {
        long seen = end;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < NANOS_PER_ROUND) Thread.onSpinWait(); // for more, see the class comment
            long now = source.reach(from, seen);
            long more = now - seen;
            seen = now;
            if (now - from >= enough) return seen;
            if (more < (isTrial ? STREAM_PER_ROUND : WORTH_ANOTHER_ROUND)) break;
            isTrial = false;
        }
        isStream = false;
        if (isTrial) nextTrial = System.nanoTime() + TRIAL_NANOS;
        return seen;
    }

    private void takePace(long end) {
        long now = System.nanoTime();
        long nanosPerMessage = (now - pacedNanos) / (end - pacedEnd);
        isTrial = nanosPerMessage >= STREAM_NANOS && nanosPerMessage < MEETING_NANOS && now - nextTrial >= 0;
        isStream = nanosPerMessage < STREAM_NANOS || isTrial;
        pacedEnd = end;
        pacedNanos = now;
    }
}
