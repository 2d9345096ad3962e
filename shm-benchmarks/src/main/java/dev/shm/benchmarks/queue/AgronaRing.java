package dev.shm.benchmarks.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import org.agrona.BitUtil;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Agrona's ring buffers in a mapped file, by {@code tryClaim}. */
final class AgronaRing implements Transport {
    private static final int MESSAGE_TYPE = 1;

    private final RingBuffer ring;
    private final AtomicBuffer buffer;
    private final PeerMessage message;
    private final MessageHandler handler;

    /**
     * Maps the ring, whose bytes are zero at first.
     *
     * @param slots so many messages have room, or some more: its size in bytes is a power of two
     */
    AgronaRing(Path file, int slots, PeerMessage message, Function<UnsafeBuffer, RingBuffer> type) {
        this.message = message;
        this.ring = type.apply(new UnsafeBuffer(map(file, sizeBytes(slots, message.bytes()))));
        this.buffer = ring.buffer();
        this.handler = (kind, bytes, index, length) -> message.read(bytes, index, length);
    }

    @Override
    public boolean offer(long first) {
        int index = ring.tryClaim(MESSAGE_TYPE, message.bytes());
        if (index < 0) return false;
        message.write(buffer, index, first);
        ring.commit(index);
        return true;
    }

    @Override
    public int poll(int most) {
        return ring.read(handler, most);
    }

    @Override
    public void close() {
        // The mapping goes with the process.
    }

    private static int sizeBytes(int slots, int messageBytes) {
        int record = BitUtil.align(messageBytes + RecordDescriptor.HEADER_LENGTH, RecordDescriptor.ALIGNMENT);
        return BitUtil.findNextPositivePowerOfTwo(slots * record) + RingBufferDescriptor.TRAILER_LENGTH;
    }

    private static MappedByteBuffer map(Path file, int sizeBytes) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, sizeBytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + file, e);
        }
    }
}
