package dev.shm.collections.internal;

/** How long something has been seen standing still; one for all threads of an end, because it decides nothing. */
final class RingPatience {
    private final long nanos;
    private volatile long what;
    private volatile long sinceNanos;

    RingPatience(long nanos) {
        this.nanos = nanos;
        this.sinceNanos = System.nanoTime();
    }

    /** Whether it is the same as a good while ago; if so, the while begins anew. */
    boolean isOver(long thing) {
        long now = System.nanoTime();
        if (what != thing) {
            what = thing;
            sinceNanos = now;
            return false;
        }
        if (now - sinceNanos < nanos) return false;
        sinceNanos = now;
        return true;
    }

    /** As {@link #isOver} would answer, beginning nothing. */
    boolean wouldBeOver(long thing) {
        return what == thing && System.nanoTime() - sinceNanos >= nanos;
    }
}
