package dev.shm.collections.internal.queue;

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
        boolean over = wouldBeOver(thing);
        if (over) sinceNanos = System.nanoTime();
        return over;
    }

    /** As {@link #isOver}, for who only waits: another thing is noted, and a while that is over stays so. */
    boolean wouldBeOver(long thing) {
        long now = System.nanoTime();
        if (what == thing) return now - sinceNanos >= nanos;
        what = thing;
        sinceNanos = now;
        return false;
    }
}
