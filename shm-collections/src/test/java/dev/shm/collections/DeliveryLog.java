package dev.shm.collections;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/** The ids that one consumer process received, in order, in a mapped file that its death leaves as it is. */
final class DeliveryLog {
    /** More than a process receives in its life here; the file is sparse. */
    private static final int ENTRIES = 1 << 24;

    private static final long AGAIN = 1L << 62;

    private final LongBuffer ids;

    private DeliveryLog(LongBuffer ids) {
        this.ids = ids;
    }

    static DeliveryLog open(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) ENTRIES * Long.BYTES);
            return new DeliveryLog(bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes an id down.
     *
     * @param again whether it was delivered before, as the queue says
     */
    void append(long id, boolean again) {
        ids.put(again ? id | AGAIN : id);
    }

    /** All ids, in order. */
    void forEach(LongConsumer first, LongConsumer again) {
        for (int i = 0; i < ENTRIES && ids.get(i) != 0; i++) {
            long entry = ids.get(i);
            if ((entry & AGAIN) == 0) first.accept(entry);
            else again.accept(entry & ~AGAIN);
        }
    }
}
