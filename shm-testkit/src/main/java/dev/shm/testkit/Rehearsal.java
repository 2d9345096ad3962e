package dev.shm.testkit;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does what most children do at their start, so that {@link QuickStart} sees which classes of the JDK they need. */
final class Rehearsal {
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        SelfKill.prepare();
        Path file = Files.createTempFile("rehearsal", null);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
            LONGS.setVolatile(mapped, 0, 1L);
            String said = tasks.map(Path::toString).sorted().collect(Collectors.joining(", "));
            boolean matches =
                    Pattern.compile("[0-9/]+(task|proc)?.*").matcher(said).matches();
            Handshake.say(said + matches + LONGS.getAcquire(mapped, 0) + UUID.randomUUID() + String.format("%x", 1));
        } finally {
            Files.delete(file);
        }
    }
}
