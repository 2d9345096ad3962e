package dev.shm.collections;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Numbers in a file that outlive the process that wrote them, whatever its end: what a child says it has done. Not in a
 * region, so that writing them is no kill point and nothing of ours is tested with itself.
 */
final class Ledger {
    static final int ENTRIES = 8192;

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteBuffer bytes;

    private Ledger(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static Ledger open(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Ledger(channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) ENTRIES * Long.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long get(int entry) {
        return (long) LONGS.getVolatile(bytes, entry * Long.BYTES);
    }

    void set(int entry, long value) {
        LONGS.setVolatile(bytes, entry * Long.BYTES, value);
    }

    void add(int entry, long delta) {
        set(entry, get(entry) + delta);
    }
}
