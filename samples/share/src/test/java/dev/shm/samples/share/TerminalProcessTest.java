package dev.shm.samples.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two terminals and the region between them. */
@NothingLeftBehind
final class TerminalProcessTest {
    private final String name = "share-" + ProcessHandle.current().pid();

    @AfterEach
    void lastHasRemovedTheRegion() {
        assertFalse(SharedRegion.delete(name));
    }

    @Test
    void onePutsAndTheOtherGets() {
        try (ChildJvm first = terminal();
                ChildJvm second = terminal()) {
            assertTrue(first.transcript().contains(name + ", 256 bytes, first"), first.transcript());
            assertTrue(second.transcript().contains(name + ", 256 bytes, joined"), second.transcript());
            assertEquals("", answer(second, "get", ""));
            answer(first, "put Grüße, 世界 😀", "put 11 characters");
            assertEquals("", answer(second, "get", "Grüße, 世界 😀"));
            answer(second, "put short", "put 5 characters");
            first.send("quit");
            first.awaitSuccess();
            assertEquals("", answer(second, "get", "short"));
            second.closeInput();
            second.awaitSuccess();
        }
    }

    @Test
    void deathOfTheHolderClearsTheTextAndTheOtherGoesOn() {
        try (ChildJvm holder = terminal();
                ChildJvm other = terminal()) {
            answer(holder, "put old", "put 3 characters");
            answer(holder, "lock", "locked");
            other.send("put new");
            other.awaitLine("share: waiting for process " + holder.pid());
            holder.kill();
            other.awaitLine("put 3 characters");
            answer(other, "get", "new");
            quit(other);
            assertTrue(other.transcript().contains("share: " + SharedText.CLEARED), other.transcript());
        }
    }

    @Test
    void whoWaitsGoesOnWhenTheHolderUnlocksOrQuits() {
        try (ChildJvm holder = terminal();
                ChildJvm other = terminal()) {
            answer(holder, "lock", "locked");
            other.send("put one");
            other.awaitLine("share: waiting for process " + holder.pid());
            answer(holder, "put two", "put 3 characters");
            answer(holder, "unlock", "unlocked");
            other.awaitLine("put 3 characters");
            answer(holder, "get", "one");
            answer(holder, "lock", "locked");
            quit(holder);
            answer(other, "get", "one");
            assertFalse(other.transcript().contains(SharedText.CLEARED), other.transcript());
            quit(other);
        }
    }

    @Test
    void longTextIsPutAsFarAsItGoesAndNoCharacterIsCut() {
        try (ChildJvm terminal = terminal()) {
            String euros = "ä".repeat(127) + "€€";
            answer(terminal, "put " + euros, "put the first 127 of 129 characters; the region has 256 bytes");
            assertEquals("", answer(terminal, "get", "ä".repeat(127)));
            String smile = "x".repeat(253) + "😀";
            answer(terminal, "put " + smile, "put the first 253 of 254 characters; the region has 256 bytes");
            assertEquals("", answer(terminal, "get", "x".repeat(253)));
            answer(terminal, "put x" + "😀".repeat(63) + "€", "put 65 characters");
            assertEquals("", answer(terminal, "get", "x" + "😀".repeat(63) + "€"));
            quit(terminal);
        }
    }

    @Test
    void controlCharactersOfAnotherProgramDoNotReachTheTerminal() {
        try (SharedRegion region = SharedRegion.openOrCreate(name, 1000);
                ChildJvm terminal = terminal()) {
            region.write(0, "a\u001b[31mb\n".getBytes(StandardCharsets.UTF_8));
            assertEquals("", answer(terminal, "get", "a\uFFFD[31mb\uFFFD"));
            quit(terminal);
            SharedRegion.delete(name);
        }
    }

    @Test
    void whatCannotBeIsSaid() {
        try (ChildJvm terminal = terminal()) {
            answer(terminal, "cut x", "share: there is no command 'cut'");
            quit(terminal);
        }
        assertFails("share: ", "--console", "--name", ".hidden");
        assertFails("share: there is no display for a window; --console", "--name", name);
        try (SharedRegion small = SharedRegion.create(name, 10)) {
            assertFails("share: ", "--console", "--name", small.name());
            SharedRegion.delete(name);
        }
    }

    @Test
    void helpIsShown() {
        try (ChildJvm share = ChildJvm.of(Share.class).args("--help").start()) {
            share.awaitLine("Usage: share");
            share.awaitSuccess();
        }
    }

    private ChildJvm terminal() {
        ChildJvm terminal = share("--console", "--name", name).start();
        terminal.awaitLine("commands");
        return terminal;
    }

    private static ChildCommand share(String... args) {
        return ChildJvm.of(Share.class).args(args).prefix("env", "-u", "DISPLAY");
    }

    private static void assertFails(String complaint, String... args) {
        try (ChildJvm share = share(args).start()) {
            share.awaitLine(complaint);
            assertEquals(1, share.awaitExit());
        }
    }

    private static String answer(ChildJvm terminal, String command, String answer) {
        terminal.send(command);
        return terminal.awaitLine(answer);
    }

    private static void quit(ChildJvm terminal) {
        terminal.send("quit");
        terminal.awaitSuccess();
    }
}
