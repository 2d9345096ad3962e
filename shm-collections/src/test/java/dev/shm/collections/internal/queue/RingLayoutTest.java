package dev.shm.collections.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** ABI: a change of any number here is a new version of the layout. */
class RingLayoutTest {
    /** Who stores there while the queue is in use. */
    private static final Map<Integer, String> WRITERS = new TreeMap<>(Map.of(
            RingLayout.TAIL, "producer",
            RingLayout.PRODUCER_SEAT, "whoever takes the producers' seat",
            RingLayout.HEAD, "consumer",
            RingLayout.CONSUMER_SEAT, "whoever takes the consumers' seat",
            RingLayout.NOT_EMPTY, "sleeping consumers, waking producers",
            RingLayout.NOT_FULL, "sleeping producers, waking consumers",
            RingLayout.SKIPPED, "whoever passes a skipped message, or returns one",
            RingLayout.TIMES_FULL, "producers"));

    @Test
    void everyOffsetIsPinned() {
        assertEquals("SHMQUEUE", RingLayout.KIND);
        assertEquals(1, RingLayout.VERSION);
        assertEquals(0, RingLayout.CAPACITY);
        assertEquals(8, RingLayout.STRIDE);
        assertEquals(16, RingLayout.MODES);
        assertEquals(24, RingLayout.ARENA);
        assertEquals(128, RingLayout.TAIL);
        assertEquals(192, RingLayout.PRODUCER_SEAT);
        assertEquals(256, RingLayout.HEAD);
        assertEquals(264, RingLayout.TRY);
        assertEquals(320, RingLayout.CONSUMER_SEAT);
        assertEquals(384, RingLayout.NOT_EMPTY);
        assertEquals(448, RingLayout.NOT_FULL);
        assertEquals(512, RingLayout.SKIPPED);
        assertEquals(520, RingLayout.RETURNED);
        assertEquals(576, RingLayout.TIMES_FULL);
        assertEquals(640, RingLayout.CONTROL_WORDS);
        assertEquals(1, RingLayout.SINGLE_PRODUCER);
        assertEquals(2, RingLayout.SINGLE_CONSUMER);
        assertEquals(1L << 40, RingLayout.MAX_CAPACITY);
    }

    @Test
    void slotsStartAtTheLineAfterTheControlWords() {
        int modes = RingLayout.ALL_MODES;
        assertEquals(640 + 64, RingLayout.slots(1, modes));
        assertEquals(640 + 64, RingLayout.slots(2, modes));
        assertEquals(640 + 64, RingLayout.slots(8, modes));
        assertEquals(640 + 128, RingLayout.slots(16, modes));
        assertEquals(640 + 128, RingLayout.slots(16, RingLayout.SINGLE_CONSUMER));
        assertEquals(640 + 8 * 65_536, RingLayout.slots(65_536, modes));
        assertEquals(640 + 64 + 2 * 56, RingLayout.slotsEnd(2, modes, 56));
        assertEquals(640 + 8 * 1024 + 1024 * 24, RingLayout.slotsEnd(1024, modes, 24));
    }

    @Test
    void withManyConsumersTheTriesComeBetween() {
        assertEquals(640 + 128, RingLayout.tries(16));
        assertEquals(640 + 256, RingLayout.slots(16, RingLayout.SINGLE_PRODUCER));
        assertEquals(640 + 256, RingLayout.slots(16, 0));
        assertEquals(640 + 256 + 16 * 24, RingLayout.slotsEnd(16, 0, 24));
    }

    @Test
    void controlWordsArePinned() {
        RingWords words = new RingWords(0, 4);
        assertEquals(1L << 33, words.of(3, 0));
        assertEquals(3L << 33 | 4L << 30 | 77, words.of(11, RingWords.TAKEN, 77));
        assertEquals(0, words.before(3), "zeroed memory is free for the first lap");
        assertEquals(0, words.before(Long.MIN_VALUE) >>> 33 & 1);
        assertEquals(1, RingWords.WRITING);
        assertEquals(2, RingWords.READY);
        assertEquals(3, RingWords.SKIPPED);
        assertEquals(4, RingWords.TAKEN);
        assertEquals(5, RingWords.DONE);
        assertEquals(6, RingWords.RETURNED);
        for (long position : new long[] {0, 7, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            long word = words.of(position, RingWords.READY);
            assertTrue(words.isOf(word, position));
            assertTrue(words.isBefore(word, position + 4));
            assertFalse(words.isOf(word, position + 4));
            assertFalse(words.isBefore(word, position));
        }
    }

    @Test
    void sizesThatOverflowAreRefused() {
        assertThrows(ArithmeticException.class, () -> RingLayout.slotsEnd(1L << 40, 0, 1L << 24));
    }

    @Test
    void everyWordIsAligned() {
        assertEquals(0, RingLayout.CAPACITY % Long.BYTES);
        assertEquals(0, RingLayout.STRIDE % Long.BYTES);
        assertEquals(0, RingLayout.MODES % Integer.BYTES);
        assertEquals(0, RingLayout.ARENA % Long.BYTES);
        assertEquals(0, RingLayout.CONTROL_WORDS % RingLayout.LINE_BYTES);
        WRITERS.keySet().forEach(offset -> assertEquals(0, offset % RingLayout.LINE_BYTES, "offset " + offset));
    }

    @Test
    void noTwoWritersShareALine() {
        int before = RingLayout.ARENA / RingLayout.LINE_BYTES;
        for (int offset : WRITERS.keySet()) {
            int line = offset / RingLayout.LINE_BYTES;
            assertTrue(line > before, WRITERS.get(offset));
            before = line;
        }
        assertTrue(RingLayout.CONTROL_WORDS / RingLayout.LINE_BYTES > before);
    }

    /** Processors fetch lines in pairs, so the two indices are in different pairs. */
    @Test
    void theIndicesAreTwoLinesApart() {
        assertTrue(Math.abs(RingLayout.TAIL - RingLayout.HEAD) >= 2 * RingLayout.LINE_BYTES);
        assertTrue(RingLayout.TAIL - RingLayout.MODES >= RingLayout.LINE_BYTES);
    }

    @Test
    void capacityIsRoundedUpToAPowerOfTwo() {
        assertEquals(1, RingGeometry.of(1, 8, 0).capacity());
        assertEquals(2, RingGeometry.of(2, 8, 0).capacity());
        assertEquals(4, RingGeometry.of(3, 8, 0).capacity());
        assertEquals(1024, RingGeometry.of(1000, 8, 0).capacity());
        assertEquals(1L << 40, RingGeometry.of((1L << 40) - 1, 8, 0).capacity());
        for (long wrong : new long[] {0, -1, Long.MIN_VALUE, (1L << 40) + 1, Long.MAX_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> RingGeometry.of(wrong, 8, 0), "capacity " + wrong);
        }
    }
}
