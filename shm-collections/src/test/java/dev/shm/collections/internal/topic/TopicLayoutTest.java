package dev.shm.collections.internal.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** ABI: a change of any number here is a new version of the layout. */
class TopicLayoutTest {
    /** Who stores there while the topic is in use. */
    private static final Map<Integer, String> WRITERS = new TreeMap<>(Map.of(
            TopicLayout.TAIL_HINT, "publishers, now and then",
            TopicLayout.LIMIT, "publishers and joining subscribers",
            TopicLayout.SEAT, "whoever takes the publisher's seat",
            TopicLayout.MESSAGE, "sleeping subscribers, waking publishers",
            TopicLayout.ROOM, "sleeping publishers, waking subscribers",
            TopicLayout.REACH, "joining subscribers",
            TopicLayout.ENTRIES, "the first subscriber"));

    @Test
    void everyOffsetIsPinned() {
        assertEquals("SHMTOPIC", TopicLayout.KIND);
        assertEquals(1, TopicLayout.VERSION);
        assertEquals(0, TopicLayout.CAPACITY);
        assertEquals(8, TopicLayout.STRIDE);
        assertEquals(16, TopicLayout.PAYLOAD_OFFSET);
        assertEquals(20, TopicLayout.MODES);
        assertEquals(24, TopicLayout.SUBSCRIBERS);
        assertEquals(128, TopicLayout.TAIL_HINT);
        assertEquals(192, TopicLayout.LIMIT);
        assertEquals(256, TopicLayout.SEAT);
        assertEquals(320, TopicLayout.MESSAGE);
        assertEquals(384, TopicLayout.ROOM);
        assertEquals(448, TopicLayout.REACH);
        assertEquals(512, TopicLayout.ENTRIES);
        assertEquals(64, TopicLayout.ENTRY_COUNT);
        assertEquals(0, TopicLayout.ENTRY_WORD);
        assertEquals(8, TopicLayout.ENTRY_CURSOR);
        assertEquals(16, TopicLayout.ENTRY_LOST);
        assertEquals(4608, TopicLayout.SLOTS);
        assertEquals(1, TopicLayout.RELIABLE);
        assertEquals(2, TopicLayout.SINGLE_PUBLISHER);
        assertEquals(1L << 40, TopicLayout.MAX_CAPACITY);
    }

    @Test
    void wordsArePinned() {
        long word = SlotWord.of(0x89abcdef, SlotWord.PUBLISHED, 0x2345_6789);
        assertEquals(0x89ab_cdef_a345_6789L, word);
        assertEquals(0x89abcdef, SlotWord.lap(word));
        assertEquals(SlotWord.PUBLISHED, SlotWord.state(word));
        assertEquals(0x2345_6789, SlotWord.owner(word));
        assertEquals(0, SlotWord.of(0, SlotWord.SKIPPED, 0));
        assertEquals(1L << 30, SlotWord.of(0, SlotWord.WRITING, 0));
        assertEquals(3L << 30, SlotWord.of(0, SlotWord.REVOKED, 0));
    }

    @Test
    void messagesAreAlignedAndSlotsFollowOneAnother() {
        assertEquals(8, TopicLayout.payloadOffset(1));
        assertEquals(8, TopicLayout.payloadOffset(8));
        assertEquals(64, TopicLayout.payloadOffset(64));
        assertEquals(16, TopicLayout.strideBytes(1, 1));
        assertEquals(72, TopicLayout.strideBytes(64, 8));
        assertEquals(128, TopicLayout.strideBytes(64, 64));
        assertEquals(4608 + 2 * 64, TopicLayout.bodyBytes(2, 64));
    }

    @Test
    void sizesThatOverflowAreRefused() {
        assertThrows(ArithmeticException.class, () -> TopicLayout.bodyBytes(1L << 40, 1L << 24));
    }

    @Test
    void everyWordIsAligned() {
        assertEquals(0, TopicLayout.CAPACITY % Long.BYTES);
        assertEquals(0, TopicLayout.STRIDE % Long.BYTES);
        assertEquals(0, TopicLayout.ENTRY_CURSOR % Long.BYTES);
        assertEquals(0, TopicLayout.SLOTS % (2 * TopicLayout.LINE_BYTES));
        WRITERS.keySet().forEach(offset -> assertEquals(0, offset % TopicLayout.LINE_BYTES, "offset " + offset));
    }

    @Test
    void noTwoWritersShareALine() {
        int before = TopicLayout.SUBSCRIBERS / TopicLayout.LINE_BYTES;
        for (int offset : WRITERS.keySet()) {
            int line = offset / TopicLayout.LINE_BYTES;
            assertTrue(line > before, WRITERS.get(offset));
            before = line;
        }
        assertTrue(TopicLayout.ENTRY_LOST < TopicLayout.LINE_BYTES);
    }
}
