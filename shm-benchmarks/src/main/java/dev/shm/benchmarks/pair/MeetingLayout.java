package dev.shm.benchmarks.pair;

/**
 * The bytes by which two sides meet, known to {@code pair.h} as well; each word on a pair of lines of its own, since
 * some processors fetch lines in pairs.
 *
 * <pre>
 *   0  arrivals of side 0   its own
 * 128  arrivals of side 1   its own
 * 256  arrivals of side 2   where there is one: JVMs only
 * 384  number of sides      set before they start
 * 512  turn                 of sides 0 and 1; whose says parity
 * 1024 own                  what C programs share; JVMs share regions
 * </pre>
 */
final class MeetingLayout {
    static final int ARRIVALS = 0;
    static final int ARRIVALS_STRIDE = 128;
    static final int SIDES = 384;
    static final int TURN = 512;
    static final int SIZE = 4096;

    private MeetingLayout() {}
}
