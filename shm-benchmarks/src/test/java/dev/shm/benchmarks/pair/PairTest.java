package dev.shm.benchmarks.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.Handshake;
import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@NothingLeftBehind
final class PairTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Test
    void readingsOfBothSidesComeBack() {
        Readings readings = new Pair(DEADLINE).jvms(Reporting.class, List.of(), "21");
        assertEquals(21, readings.of(0, "number"));
        assertEquals(22, readings.of(1, "number"));
    }

    /** Whichever it is: the other waits for it for ever. */
    @Test
    void sideThatFailsEndsTheRunAndIsShown() {
        for (String failing : List.of("0", "1")) {
            IllegalStateException e = assertThrows(
                    IllegalStateException.class, () -> new Pair(DEADLINE).jvms(Failing.class, List.of(), failing));
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith("side " + failing + " ended with exit code 3"), message);
            assertTrue(message.contains("no luck with " + failing), message);
        }
    }

    static final class Reporting {
        public static void main(String[] args) {
            Side side = Side.of(args);
            side.meeting().await();
            side.report("number", Integer.parseInt(side.arg(0)) + side.number());
        }
    }

    static final class Failing {
        public static void main(String[] args) {
            Side side = Side.of(args);
            side.meeting().await();
            if (!side.arg(0).equals(Integer.toString(side.number()))) Handshake.await();
            System.err.println("no luck with " + side.number());
            System.exit(3);
        }
    }
}
