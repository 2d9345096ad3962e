package dev.shm.benchmarks.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** {@code pair.h} asserts the same numbers when it is compiled. */
final class MeetingLayoutTest {
    @Test
    void numbersArePinned() {
        assertEquals(0, MeetingLayout.ARRIVALS);
        assertEquals(128, MeetingLayout.ARRIVALS_STRIDE);
        assertEquals(384, MeetingLayout.SIDES);
        assertEquals(512, MeetingLayout.TURN);
        assertEquals(4096, MeetingLayout.SIZE);
    }
}
