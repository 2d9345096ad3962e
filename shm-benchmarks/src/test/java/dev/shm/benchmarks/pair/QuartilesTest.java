package dev.shm.benchmarks.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class QuartilesTest {
    @Test
    void orderDoesNotMatter() {
        assertEquals(new Quartiles(2, 3, 4), Quartiles.of(5, 1, 3, 2, 4));
    }

    @Test
    void pointsBetweenFiguresAreInterpolated() {
        assertEquals(new Quartiles(1.75, 2.5, 3.25), Quartiles.of(4, 3, 2, 1));
    }

    @Test
    void oneFigureIsAllThree() {
        assertEquals(new Quartiles(7, 7, 7), Quartiles.of(7));
    }

    @Test
    void showsDigits() {
        assertEquals("1.8 / 2.5 / 3.3", new Quartiles(1.76, 2.5, 3.26).show(1));
    }
}
