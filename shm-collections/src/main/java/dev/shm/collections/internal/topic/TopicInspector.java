package dev.shm.collections.internal.topic;

import static dev.shm.collections.internal.topic.TopicLayout.*;

import dev.shm.collections.internal.Seat;
import dev.shm.spi.Description;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.ObjectInspector;
import dev.shm.spi.ObjectView;
import dev.shm.spi.OwnerToken;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        boolean isSound = isSound(object, line);
        long tail = isSound ? tail(object, line) : knownTail(object);
        into.put("capacity", capacity)
                .put("stride bytes", line.getLong(STRIDE))
                .put("delivery", (modes & RELIABLE) != 0 ? "reliable" : "lossy")
                .put("publishers", (modes & SINGLE_PUBLISHER) != 0 ? "one" : "many")
                .counter("position", tail);
        if ((modes & SINGLE_PUBLISHER) != 0) Seat.describe(object, SEAT, "publisher", into);
        subscribers(object, tail, into);
        if (isSound) {
            into.put("newest", newest(object, line, tail));
        } else {
            into.report(
                    Severity.ERROR,
                    "its geometry is damaged: capacity " + capacity + ", stride " + line.getLong(STRIDE) + ", modes "
                            + modes);
        }
    }

    private static boolean isSound(ObjectView object, ByteBuffer line) {
        long capacity = line.getLong(CAPACITY);
        long stride = line.getLong(STRIDE);
        int payload = line.getInt(PAYLOAD_OFFSET);
        return capacity >= 1
                && capacity <= MAX_CAPACITY
                && Long.bitCount(capacity) == 1
                && stride >= Long.BYTES
                && payload >= Long.BYTES
                && payload <= stride
                && (line.getInt(MODES) & ~(RELIABLE | SINGLE_PUBLISHER)) == 0
                && line.getInt(SUBSCRIBERS) == ENTRY_COUNT
                && capacity <= (object.bodyBytes() - SLOTS) / stride;
    }

    /** Publishers say seldom how far they are; subscribers have been at most as far. */
    private static long knownTail(ObjectView object) {
        long most = object.bytes(TAIL_HINT, Long.BYTES).getLong(0);
        ByteBuffer entries = object.bytes(ENTRIES, ENTRY_COUNT * LINE_BYTES);
        for (int at = 0; at < ENTRY_COUNT * LINE_BYTES; at += LINE_BYTES) {
            long word = entries.getLong(at + ENTRY_WORD);
            boolean joined = OwnerToken.in(word) != OwnerToken.NOBODY && (word & SubscriberTable.JOINING) == 0;
            if (joined) most = TopicRing.later(most, entries.getLong(at + ENTRY_CURSOR));
        }
        return most;
    }

    /** The position after the last that was claimed, found by the words; as {@link TopicRing#tail}. */
    private static long tail(ObjectView object, ByteBuffer line) {
        long known = knownTail(object);
        long position = known;
        while (position - known < TopicRing.LONGEST_WALK
                && lapsAhead(word(object, line, position), line, position) >= 0) {
            position++;
        }
        return position;
    }

    /** The last message that is whole; null if there is none, or it is overwritten while it is read. */
    private static @Nullable Map<String, @Nullable Object> newest(ObjectView object, ByteBuffer line, long tail) {
        long oldest = TopicRing.later(tail - line.getLong(CAPACITY), tail - TopicRing.LONGEST_WALK);
        for (long position = tail - 1; position - oldest >= 0; position--) {
            long word = word(object, line, position);
            if (lapsAhead(word, line, position) != 0 || SlotWord.state(word) != SlotWord.PUBLISHED) continue;
            Map<String, @Nullable Object> message = object.structAt(slot(line, position) + line.getInt(PAYLOAD_OFFSET));
            if (word(object, line, position) == word) return message;
        }
        return null;
    }

    private static int lapsAhead(long word, ByteBuffer line, long position) {
        return SlotWord.lap(word) - lapOf(position, line.getLong(CAPACITY));
    }

    private static long word(ObjectView object, ByteBuffer line, long position) {
        return object.bytes(slot(line, position), Long.BYTES).getLong(0);
    }

    private static long slot(ByteBuffer line, long position) {
        return SLOTS + (position & line.getLong(CAPACITY) - 1) * line.getLong(STRIDE);
    }

    private static void subscribers(ObjectView object, long tail, Description into) {
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
                    .put("lag", Math.max(0, tail - cursor))
                    .counter("lost", entries.getLong(at + ENTRY_LOST));
        }
    }
}
