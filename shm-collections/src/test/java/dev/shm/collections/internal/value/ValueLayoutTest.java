package dev.shm.collections.internal.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** ABI: a change of any number here is a new version of the layout. */
class ValueLayoutTest {
    @Test
    void everyOffsetIsPinned() {
        assertEquals("SHMVALUE", ValueLayout.KIND);
        assertEquals(1, ValueLayout.VERSION);
        assertEquals(0, ValueLayout.STRIDE);
        assertEquals(64, ValueLayout.SEQUENCE);
        assertEquals(128, ValueLayout.WRITER);
        assertEquals(256, ValueLayout.CELLS);
    }

    @Test
    void cellsAreWholeLinesAndTakeTurns() {
        assertEquals(64, ValueLayout.strideBytes(1, 1));
        assertEquals(64, ValueLayout.strideBytes(64, 8));
        assertEquals(128, ValueLayout.strideBytes(65, 8));
        assertEquals(256, ValueLayout.strideBytes(192, 128));
        assertEquals(256 + 64, ValueLayout.cell(1, 64));
        assertEquals(256, ValueLayout.cell(2, 64));
        assertEquals(256 + 64, ValueLayout.cell(-1, 64));
        assertEquals(256 + 2 * 64, ValueLayout.bodyBytes(64));
    }

    @Test
    void eachIsOnLinesOfItsOwn() {
        List<Integer> places = List.of(ValueLayout.STRIDE, ValueLayout.SEQUENCE, ValueLayout.WRITER, ValueLayout.CELLS);
        for (int place : places) assertEquals(0, place % ValueLayout.LINE_BYTES);
        assertEquals(places.size(), places.stream().distinct().count());
        assertEquals(0, ValueLayout.CELLS % 128);
    }
}
