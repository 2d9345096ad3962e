package dev.shm.collections;

import org.jspecify.annotations.Nullable;

/** A message whose every field follows from its id, so that a torn one shows. */
record Tick(long id, long mixed, @Nullable String text, long check) {
    static Tick of(long id) {
        return new Tick(id, mix(id), textOf(id), mix(~id));
    }

    /** Null for some, and of many lengths, so that what an earlier lap left would show. */
    private static @Nullable String textOf(long id) {
        if (id % 7 == 3) return null;
        String digits = Long.toString(mix(id), 36);
        return digits.substring(0, (int) (Math.abs(id % 13) % digits.length()));
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Its id, once all fields are found to go with it. */
    long checkedId() {
        if (!equals(of(id))) throw new AssertionError("torn: " + this + " should be " + of(id));
        return id;
    }

    /** As {@link #checkedId}, of a message that must be there. */
    static long idOf(@Nullable Tick tick) {
        if (tick == null) throw new AssertionError("no message");
        return tick.checkedId();
    }

    /** Fills a slot in place. */
    static void fill(SharedTick slot, long id) {
        Tick tick = of(id);
        slot.id(id).mixed(tick.mixed).text(tick.text).check(tick.check);
    }
}
