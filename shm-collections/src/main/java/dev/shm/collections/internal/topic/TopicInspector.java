package dev.shm.collections.internal.topic;

import static dev.shm.collections.internal.topic.TopicLayout.*;

import dev.shm.collections.internal.Seat;
import dev.shm.spi.Description;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.ObjectInspector;
import dev.shm.spi.ObjectView;
import dev.shm.spi.OwnerToken;
import java.nio.ByteBuffer;

/** Shows a topic: what is kept, who publishes, and how far its subscribers are behind. */
public final class TopicInspector implements ObjectInspector {
    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "topic";
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public void inspect(ObjectView object, Description into) {
        ByteBuffer line = object.bytes(0, LINE_BYTES);
        long capacity = line.getLong(CAPACITY);
        int modes = line.getInt(MODES);
        long least = publishedAtLeast(object);
        into.put("capacity", capacity)
                .put("stride bytes", line.getLong(STRIDE))
                .put("delivery", (modes & RELIABLE) != 0 ? "reliable" : "lossy")
                .put("publishers", (modes & SINGLE_PUBLISHER) != 0 ? "one" : "many")
                .counter("published at least", least);
        if ((modes & SINGLE_PUBLISHER) != 0) Seat.describe(object, SEAT, "publisher", into);
        subscribers(object, least, into);
        if (!isSound(object, line)) {
            into.report(
                    Severity.ERROR,
                    "its geometry is damaged: capacity " + capacity + ", stride " + line.getLong(STRIDE) + ", modes "
                            + modes);
        }
    }

    private static boolean isSound(ObjectView object, ByteBuffer line) {
        long capacity = line.getLong(CAPACITY);
        long stride = line.getLong(STRIDE);
        return capacity >= 1
                && capacity <= MAX_CAPACITY
                && Long.bitCount(capacity) == 1
                && stride >= Long.BYTES
                && (line.getInt(MODES) & ~(RELIABLE | SINGLE_PUBLISHER)) == 0
                && line.getInt(SUBSCRIBERS) == ENTRY_COUNT
                && capacity <= (object.bodyBytes() - SLOTS) / stride;
    }

    /** Publishers say seldom how far they are; subscribers have been at most as far. */
    private static long publishedAtLeast(ObjectView object) {
        long most = object.bytes(TAIL_HINT, Long.BYTES).getLong(0);
        ByteBuffer entries = object.bytes(ENTRIES, ENTRY_COUNT * LINE_BYTES);
        for (int at = 0; at < ENTRY_COUNT * LINE_BYTES; at += LINE_BYTES) {
            long word = entries.getLong(at + ENTRY_WORD);
            boolean joined = OwnerToken.in(word) != OwnerToken.NOBODY && (word & SubscriberTable.JOINING) == 0;
            if (joined) most = Math.max(most, entries.getLong(at + ENTRY_CURSOR));
        }
        return most;
    }

    private static void subscribers(ObjectView object, long published, Description into) {
        into.list("subscribers");
        ByteBuffer entries = object.bytes(ENTRIES, ENTRY_COUNT * LINE_BYTES);
        for (int i = 0; i < ENTRY_COUNT; i++) {
            int at = i * LINE_BYTES;
            long word = entries.getLong(at + ENTRY_WORD);
            int token = OwnerToken.in(word);
            if (token == OwnerToken.NOBODY) continue;
            long cursor = entries.getLong(at + ENTRY_CURSOR);
            Description subscriber = into.addTo("subscribers", "entry " + i);
            object.region()
                    .owner(token)
                    .describe(subscriber, "the next publisher or subscriber frees its entry")
                    .put("joining", (word & SubscriberTable.JOINING) != 0)
                    .counter("position", cursor)
                    .put("lag at least", Math.max(0, published - cursor))
                    .counter("lost", entries.getLong(at + ENTRY_LOST));
        }
    }
}
