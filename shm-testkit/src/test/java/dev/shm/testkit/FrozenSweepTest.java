package dev.shm.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;

@NothingLeftBehind
final class FrozenSweepTest {
    private static final Path SHM = Path.of("/dev/shm");

    private final String name = "frozen-" + ProcessHandle.current().pid();
    private final Path file = SHM.resolve(name);
    private final Path temporary = SHM.resolve(name + ".new");

    @Test
    void eachPointShowsWhatADeathThereLeaves() {
        long count = FrozenSweep.of("creating").files(SHM, name).run(creator(), this::check);
        assertEquals(99, count);
    }

    private void check(long number) throws IOException {
        assertEquals(number >= 3, Files.exists(file));
        assertEquals(number == 2 || number == 3, Files.exists(temporary));
        if (number == 3) assertTrue(Files.isSameFile(file, temporary));
        if (number < 3) return;
        try (FileChannel copy = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            assertEquals(Children.Creator.FAR + 1, copy.size());
            assertEquals(7, byteAt(copy, Children.Creator.FAR));
            assertEquals(number == 3 ? 0 : number, byteAt(copy, 0));
            assertNotNull(copy.tryLock(1 << 20, 1, false), "the copy's owner is dead");
            // A survivor's work; the child must not see it.
            copy.write(ByteBuffer.wrap(new byte[] {100}), 0);
        }
        Files.createFile(SHM.resolve(name + ".survivor"));
    }

    @Test
    void failedCheckNamesThePointAndLeavesNothing() throws IOException {
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> FrozenSweep.of("creating").files(SHM, name).run(creator(), n -> assertFalse(n == 5, "broken")));
        assertTrue(error.toString().contains("creating, frozen at kill point 5: "), error.toString());
        assertTrue(error.toString().contains("Children$Creator.create:"), error.toString());
        // Killed there in truth, so its file is there too.
        Files.delete(file);
    }

    @Test
    void oneChildIsSweptAgainAndAgain() throws IOException {
        List<String> args = List.of(file.toString());
        try (FrozenChild child = FrozenChild.of(Children.Creator.class)) {
            for (int i = 0; i < 2; i++) assertEquals(99, sweep().run(child, args, this::check));
            assertThrows(AssertionError.class, () -> sweep().run(child, args, n -> assertFalse(n == 5, "broken")));
            Files.delete(file);
            // In a new one: the other stood in the middle.
            assertEquals(99, sweep().run(child, args, this::check));
        }
    }

    @Test
    void whatTheChildThrowsIsShown() {
        try (FrozenChild child = FrozenChild.of(Children.Creator.class)) {
            AssertionError error =
                    assertThrows(AssertionError.class, () -> sweep().run(child, List.of("/no/such/file"), n -> {}));
            assertTrue(error.toString().contains("NoSuchFileException"), error.toString());
        }
    }

    private FrozenSweep sweep() {
        return FrozenSweep.of("creating").files(SHM, name);
    }

    private ChildCommand creator() {
        return ChildJvm.of(Children.Creator.class).args(file.toString());
    }

    private static byte byteAt(FileChannel channel, long position) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, position);
        return one.get(0);
    }
}
