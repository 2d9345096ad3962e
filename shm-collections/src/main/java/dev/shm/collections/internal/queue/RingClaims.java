package dev.shm.collections.internal.queue;

import static dev.shm.collections.internal.queue.RingLayout.CONTROL_WORDS;

import dev.shm.spi.Description;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.ObjectView;
import dev.shm.spi.OwnerView;
import java.nio.ByteBuffer;

/** Shows what the control words of a ring say, of the positions from head on that are claimed. */
final class RingClaims {
    /** So many words are read at a time, and followed from a hint where the end is to be found. */
    private static final int MAX_POSITIONS = 1 << 16;

    private static final int MAX_SHOWN = 16;

    private final ObjectView object;
    private final RingGeometry geometry;
    private final Description into;
    private final RingWords words;
    private long ready;
    private long claimed;
    private long damaged;

    private RingClaims(ObjectView object, RingGeometry geometry, Description into) {
        this.object = object;
        this.geometry = geometry;
        this.into = into;
        this.words = new RingWords(0, geometry.capacity()); // only asked what a word means
    }

    /** Describes them; the geometry is sound. */
    static void inspect(ObjectView object, RingGeometry geometry, long head, Description into) {
        new RingClaims(object, geometry, into).inspect(head);
    }

    /** The position after the last that is claimed or published, found by the words; as {@link RingHead#end}. */
    static long end(ObjectView object, RingGeometry geometry, long head, long tail) {
        RingWords words = new RingWords(0, geometry.capacity());
        long ahead = tail - head;
        long first = ahead < 0 || ahead > geometry.capacity() ? head : tail; // the hint is old, or damaged
        long position = first;
        while (position - head < geometry.capacity() && position - first < MAX_POSITIONS) {
            long index = position & (geometry.capacity() - 1);
            long word =
                    object.bytes(CONTROL_WORDS + index * Long.BYTES, Long.BYTES).getLong(0);
            if (!words.isOf(word, position)) break;
            position++;
        }
        return position;
    }

    private void inspect(long head) {
        into.list("claims");
        long end = head + geometry.capacity();
        long position = head;
        while (position != end && inspectBlock(position, end)) position = blockEnd(position, end);
        into.put("size", ready).put("claimed", claimed);
    }

    /** Where a run of slots ends that lie one after another, and are not too many for one look. */
    private long blockEnd(long position, long end) {
        long lapEnd = (position | (geometry.capacity() - 1)) + 1;
        long blockEnd = lapEnd - position > MAX_POSITIONS ? position + MAX_POSITIONS : lapEnd;
        return blockEnd - end > 0 ? end : blockEnd; // by difference: positions may wrap
    }

    /** Whether all its positions are claimed or more than that, so that there may be others behind it. */
    private boolean inspectBlock(long from, long end) {
        int count = (int) (blockEnd(from, end) - from);
        long index = from & (geometry.capacity() - 1);
        ByteBuffer block = object.bytes(CONTROL_WORDS + index * Long.BYTES, count * Long.BYTES);
        for (int i = 0; i < count; i++) {
            long word = block.getLong(i * Long.BYTES);
            if (!words.isOf(word, from + i)) return false;
            inspect(from + i, word);
        }
        return true;
    }

    private void inspect(long position, long word) {
        switch (RingWords.state(word)) {
            case RingWords.READY, RingWords.RETURNED -> {
                if (ready++ == 0) RingInspector.message(object, geometry, position, into);
            }
            case RingWords.WRITING -> claim(position, word, "writing");
            case RingWords.TAKEN -> claim(position, word, "taken");
            case RingWords.SKIPPED, RingWords.DONE -> {} // passed by head at the next look
            default -> damaged(position, word);
        }
    }

    private void damaged(long position, long word) {
        if (damaged++ >= MAX_SHOWN) return;
        into.report(
                Severity.ERROR,
                "position " + position + " has the state " + RingWords.state(word) + ", which there is not");
    }

    private void claim(long position, long word, String what) {
        if (claimed++ >= MAX_SHOWN) return;
        OwnerView owner = object.region().owner(RingWords.owner(word));
        Description claim = into.addTo("claims", "position " + position)
                .put("position", position)
                .put("claim", what);
        owner.describe(claim, "the next consumer " + (what.equals("writing") ? "skips it" : "delivers it again"));
    }
}
