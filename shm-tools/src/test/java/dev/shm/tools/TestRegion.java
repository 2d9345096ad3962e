package dev.shm.tools;

import dev.shm.SharedRegion;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A region of a test's own, whose file can be damaged from outside, and which is gone at the end. */
record TestRegion(String name) implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    static TestRegion named(String what) {
        return new TestRegion("tools-" + what + "-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
    }

    Path file() {
        return Path.of(System.getProperty("dev.shm.directory", "/dev/shm"), name);
    }

    void putLong(long offset, long value) {
        write(offset, little(8).putLong(0, value).array());
    }

    void putInt(long offset, int value) {
        write(offset, little(4).putInt(0, value).array());
    }

    void putShort(long offset, int value) {
        write(offset, little(2).putShort(0, (short) value).array());
    }

    void putByte(long offset, int value) {
        write(offset, new byte[] {(byte) value});
    }

    int getByte(long offset) {
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "r")) {
            file.seek(offset);
            return file.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The start of the file, where all that a test makes is. */
    byte[] content() {
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "r")) {
            byte[] bytes = new byte[1 << 17];
            file.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(long offset, byte[] bytes) {
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.seek(offset);
            file.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        if (Files.exists(file())) SharedRegion.delete(name);
    }
}
