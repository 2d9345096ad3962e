package dev.shm.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The command looks at what other processes have, alive and dead. */
@NothingLeftBehind
final class ShmProcessTest {
    private final TestRegion region = TestRegion.named("process");

    @AfterEach
    void delete() {
        region.close();
    }

    @Test
    void inspectShowsValuesALiveHolderAndADeadProcess() {
        try (ChildJvm alive = holder("struct", "lock:orders");
                ChildJvm dead = holder("lock:accounts")) {
            String thread = alive.awaitLine("holding ");
            String deadThread = dead.awaitLine("holding ");
            dead.kill();

            String text = Ran.shm("inspect", region.name()).ending(0).out();
            assertLine(text, " +price +101.25");
            assertLine(text, " +symbol +MSFT");
            assertLine(text, " +side +SELL");
            assertLine(text, " +holder +pid " + alive.pid() + ", slot \\d+, state alive, thread " + thread + ".*");
            assertLine(text, " +holder +pid " + dead.pid() + ", slot \\d+, state dead, thread " + deadThread + ".*");
            assertLine(text, " +\\d+ +\\d+ +" + dead.pid() + " +\\d+ +own +\\S+ +dead");
            assertLine(text, " +\\d+ +\\d+ +" + alive.pid() + " +\\d+ +own +\\S+ +alive");

            JsonNode seen =
                    Ran.shm("inspect", region.name(), "--json").ending(0).json();
            assertEquals(101.25, Ran.object(seen, "best").at("/values/price").asDouble());
            JsonNode orders = Ran.object(seen, "orders");
            assertEquals("held", orders.get("state").asText());
            assertEquals(alive.pid(), orders.at("/holder/pid").asLong());
            assertEquals(thread, orders.at("/holder/thread").asText());
            JsonNode accounts = Ran.object(seen, "accounts");
            assertEquals("held by a dead owner", accounts.get("state").asText());
            assertEquals(dead.pid(), accounts.at("/holder/pid").asLong());
            assertEquals("dead", stateOf(seen, dead.pid()));
            assertEquals("alive", stateOf(seen, alive.pid()));
        }
    }

    @Test
    void verifyWarnsOfALockThatADeadProcessHolds() {
        try (ChildJvm dead = holder("mutex")) {
            dead.awaitLine("holding ");
            Ran.shm("verify", region.name()).ending(0);
            dead.kill();
            Ran found = Ran.shm("verify", region.name()).ending(1);
            assertLine(found.out(), "warning: mutex: its owner, process " + dead.pid() + ", is dead.*");
            assertLine(found.out(), "note: processes.slot 1: process " + dead.pid() + " died.*");
        }
    }

    @Test
    void removeRefusesUntilTheLastProcessIsDead() {
        try (ChildJvm child = holder()) {
            child.awaitLine("holding ");
            Ran refused = Ran.shm("rm", region.name()).ending(5);
            assertTrue(refused.err().contains("in use by process " + child.pid()), refused.err());
            child.kill();
            Ran.shm("rm", region.name()).ending(0);
            assertFalse(Files.exists(region.file()));
        }
    }

    private ChildJvm holder(String... what) {
        String[] args = new String[what.length + 1];
        args[0] = region.name();
        System.arraycopy(what, 0, args, 1, what.length);
        return ChildJvm.of(Holder.class).args(args).start();
    }

    private static String stateOf(JsonNode seen, long pid) {
        for (JsonNode process : seen.get("processes")) {
            if (process.get("pid").asLong() == pid) return process.get("state").asText();
        }
        throw new AssertionError("no process " + pid + " in " + seen.toPrettyString());
    }

    private static void assertLine(String text, String pattern) {
        assertTrue(
                text.lines().anyMatch(line -> line.matches(pattern)), () -> "no line like " + pattern + " in\n" + text);
    }
}
