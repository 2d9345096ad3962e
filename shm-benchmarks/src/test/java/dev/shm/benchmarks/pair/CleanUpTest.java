package dev.shm.benchmarks.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shm.testkit.Child;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CleanUpTest {
    private final List<String> removed = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void lastIsRemovedFirstAndOneThatCannotBeKeepsNoneOfTheOthers() {
        CleanUp cleanUp = CleanUp.begin();
        cleanUp.add(() -> removed.add("first"));
        cleanUp.add(() -> {
            throw new IOException("held");
        });
        cleanUp.add(() -> {
            throw new AssertionError("stuck");
        });
        cleanUp.add(() -> removed.add("last"));
        IllegalStateException e = assertThrows(IllegalStateException.class, cleanUp::close);
        assertEquals("cannot clean up: stuck", e.getMessage());
        assertEquals(2, e.getSuppressed().length);
        assertEquals(List.of("last", "first"), removed);
    }

    @Test
    void childThatStillRunsIsKilled() {
        Child child;
        try (CleanUp cleanUp = CleanUp.begin()) {
            child = cleanUp.start(() -> ChildJvm.of(Waiting.class).start());
        }
        assertFalse(child.isAlive());
        assertEquals(Child.KILLED, child.awaitExit());
    }

    @Test
    void folderIsDeletedWithAllInItAndMayBeMissing() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("a").resolve("b"));
        Files.createFile(inner.resolve("file"));
        for (int i = 0; i < 2; i++) CleanUp.deleteAll(folder.resolve("a"));
        assertFalse(Files.exists(folder.resolve("a")));
    }

    static final class Waiting {
        public static void main(String[] args) {
            Handshake.await();
        }
    }
}
