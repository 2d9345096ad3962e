package dev.shm.collections.internal.topic;

import dev.shm.spi.OwnerToken;

/**
 * The word of a slot: lap, state and owner in one, as {@link TopicLayout} draws it.
 *
 * <pre>
 *              claim                    publish
 *  SKIPPED   ─────────▶  WRITING  ─────────────────▶  PUBLISHED ─▶ (claimed for the next lap)
 *     ▲                     │ revoke: it lasts too long
 *     │   owner done, or    ▼
 *     └────────────────  REVOKED ─▶ (REVOKED of the next lap, while its owner may still write)
 *         proven dead
 * </pre>
 *
 * <p>The zero word is SKIPPED of the lap before the first, so fresh memory is ready.
 */
final class SlotWord {
    /** There is no message, and nobody writes. */
    static final int SKIPPED = 0;

    /** Its owner copies the message. */
    static final int WRITING = 1;

    /** The message is there. */
    static final int PUBLISHED = 2;

    /** There is no message, and its owner may still be writing. */
    static final int REVOKED = 3;

    private static final int STATE_SHIFT = 30;
    private static final int LAP_SHIFT = 32;

    private SlotWord() {}

    static long of(int lap, int state, int owner) {
        return (long) lap << LAP_SHIFT | (long) state << STATE_SHIFT | owner;
    }

    static int lap(long word) {
        return (int) (word >>> LAP_SHIFT);
    }

    static int state(long word) {
        return (int) (word >>> STATE_SHIFT) & 3;
    }

    static int owner(long word) {
        return OwnerToken.in(word);
    }

    /** Whether whoever claims the next lap may write into the slot. */
    static boolean isSettled(long word) {
        int state = state(word);
        return state == SKIPPED || state == PUBLISHED;
    }
}
