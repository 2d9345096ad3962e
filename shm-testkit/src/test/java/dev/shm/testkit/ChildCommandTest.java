package dev.shm.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ChildCommandTest {
    private static final long USER_SPACE_END = 1L << 47;

    @Test
    void addressAndKillPointReachTheChild() {
        try (ChildJvm child = ChildJvm.of(Children.Inspector.class)
                .mapAt(ForcedAddress.SECOND)
                .killAt(17)
                .start()) {
            assertEquals("0x300000000000", child.awaitLine("mapAt"));
            assertEquals(Boolean.toString(Proof.isFull()), child.awaitLine("full"));
            assertEquals("17 true", child.awaitLine("killAt"));
            child.awaitSuccess();
        }
    }

    @Test
    void classesOfJnaComeFromTheArchive() {
        try (ChildJvm child = ChildJvm.of(Children.Suicide.class)
                .jvmArgs("-Xlog:class+load=info:stdout:none")
                .start()) {
            String source = child.awaitLine("com.sun.jna.Native source:");
            assertTrue(source.startsWith("shared objects file"), source);
        }
    }

    @Test
    void prefixRunsTheChildElsewhere() {
        try (ChildJvm child = ChildJvm.of(Children.Inspector.class)
                .prefix("sh", "-c", "echo in front; exec \"$0\" \"$@\"")
                .start()) {
            child.awaitLine("in front");
            child.awaitLine("end of maps");
            child.awaitSuccess();
        }
    }

    /** With a flag that is the child's alone, and another garbage collector, of which there can be but one. */
    @Test
    void childrenOfAQuickOneStartQuickly() {
        ChildCommand parent = ChildJvm.of(Children.Parent.class).jvmArgs("-XX:+UseParallelGC", "-Dmine=true");
        try (ChildJvm child = parent.start()) {
            assertEquals("[]", child.awaitLine("flags"));
            child.awaitSuccess();
        }
        try (ChildJvm child = parent.quickChildren().start()) {
            String flags = child.awaitLine("flags");
            for (String flag : QuickStart.flags()) assertTrue(flags.contains(flag), flags);
            assertTrue(flags.contains("-XX:TieredStopAtLevel=1"), flags);
            assertFalse(flags.contains("mine"), flags);
            child.awaitSuccess();
        }
    }

    @Test
    void withoutKillAtNobodyDies() {
        try (ChildJvm child = ChildJvm.of(Children.Inspector.class).start()) {
            assertEquals("null", child.awaitLine("mapAt"));
            assertEquals(KillAt.COUNT_ONLY + " false", child.awaitLine("killAt"));
        }
    }

    @Test
    void forcedAddressesAreFarFromWhatJvmsMap() {
        for (String collector : List.of("-XX:+UseSerialGC", "-XX:+UseG1GC", "-XX:+UseZGC")) {
            try (ChildJvm child =
                    ChildJvm.of(Children.Inspector.class).jvmArgs(collector).start()) {
                child.awaitLine("end of maps");
                List<String> maps = child.transcript()
                        .lines()
                        .filter(line -> line.startsWith("  map "))
                        .map(line -> line.substring("  map ".length()))
                        .collect(Collectors.toList());
                assertTrue(maps.size() > 10, child.transcript());
                for (String map : maps) assertTrue(isOutside(map), collector + ": " + map);
            }
        }
        assertTrue(ForcedAddress.THIRD + ForcedAddress.RANGE <= USER_SPACE_END);
    }

    private static boolean isOutside(String map) {
        int dash = map.indexOf('-');
        long start = Long.parseUnsignedLong(map.substring(0, dash), 16);
        long end = Long.parseUnsignedLong(map.substring(dash + 1, map.indexOf(' ')), 16);
        // vsyscall lies beyond user space, where longs are negative.
        return start < 0 || end <= ForcedAddress.FIRST || start >= ForcedAddress.THIRD + ForcedAddress.RANGE;
    }
}
