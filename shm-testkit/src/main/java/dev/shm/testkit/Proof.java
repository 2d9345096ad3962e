package dev.shm.testkit;

import java.time.Duration;

/**
 * Whether the long proofs run in full ({@code mvn -Pproof}, that is {@code -Ddev.shm.proof=true}) or in the short form
 * of every build. Children inherit the choice.
 */
public final class Proof {
    static final String PROPERTY = "dev.shm.proof";

    private Proof() {}

    /** True in the long form. */
    public static boolean isFull() {
        return Boolean.getBoolean(PROPERTY);
    }

    /** One of the two, by {@link #isFull}. */
    public static <T> T shortOrFull(T inShort, T inFull) {
        return isFull() ? inFull : inShort;
    }

    /** As {@link #shortOrFull(Object, Object)}, for counts. */
    public static int shortOrFull(int inShort, int inFull) {
        return isFull() ? inFull : inShort;
    }

    /** As {@link #shortOrFull(Object, Object)}, for large counts. */
    public static long shortOrFull(long inShort, long inFull) {
        return isFull() ? inFull : inShort;
    }

    /** As {@link #shortOrFull(Object, Object)}, for lengths of time. */
    public static Duration shortOrFull(Duration inShort, Duration inFull) {
        return isFull() ? inFull : inShort;
    }
}
