package dev.shm.internal.bytes;

import dev.shm.memory.MemoryScope;
import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;

/**
 * A scope in the middle of a larger allocation, which a test can end.
 *
 * <p>The bytes around it are the guard: a test fills them, and sees whether they were read or written.
 */
final class TestScope extends MemoryScope {
    static final int GUARD_BYTES = 256;

    static {
        // Chronicle asserts some of what it does not check; the sweep is to see it as users run it.
        ClassLoader.getSystemClassLoader().setPackageAssertionStatus("net.openhft", false);
    }

    /** The refusal of an ended scope. */
    static final class Ended extends IllegalStateException {
        private static final long serialVersionUID = 1;

        Ended() {
            super("scope has ended");
        }
    }

    /** The refusal of a read-only scope. */
    static final class ReadOnly extends IllegalStateException {
        private static final long serialVersionUID = 1;

        ReadOnly() {
            super("scope is read-only");
        }
    }

    private final PrivateMemory memory;

    private TestScope(PrivateMemory memory, int sizeBytes, boolean writable) {
        super(memory.base() + GUARD_BYTES, sizeBytes, true, writable);
        this.memory = memory;
    }

    static TestScope of(int sizeBytes) {
        return new TestScope(PrivateMemory.allocate(sizeBytes + 2L * GUARD_BYTES), sizeBytes, true);
    }

    /** The same memory, read-only. */
    TestScope readOnly() {
        return new TestScope(memory, (int) sizeBytes(), false);
    }

    /** The same memory, not ended. */
    TestScope again() {
        return new TestScope(memory, (int) sizeBytes(), true);
    }

    /** The same memory and the first bytes of the guard after it. */
    TestScope widened(int bytes) {
        return new TestScope(memory, (int) sizeBytes() + bytes, true);
    }

    void endNow() {
        end();
    }

    /** Sets every byte of the guard. */
    void fillGuard(byte value) {
        for (long at = 0; at < GUARD_BYTES; at++) {
            RawMemory.putByte(memory.base() + at, value);
            RawMemory.putByte(base() + sizeBytes() + at, value);
        }
    }

    /** Sets every byte of the scope. */
    void fill(byte value) {
        for (long at = 0; at < sizeBytes(); at++) RawMemory.putByte(base() + at, value);
    }

    boolean guardIsAll(byte value) {
        for (long at = 0; at < GUARD_BYTES; at++) {
            if (RawMemory.getByte(memory.base() + at) != value) return false;
            if (RawMemory.getByte(base() + sizeBytes() + at) != value) return false;
        }
        return true;
    }

    boolean isAll(byte value) {
        for (long at = 0; at < sizeBytes(); at++) {
            if (RawMemory.getByte(base() + at) != value) return false;
        }
        return true;
    }

    @Override
    public RuntimeException refusal() {
        return isReadable() ? new ReadOnly() : new Ended();
    }

    @Override
    public String description() {
        return "test scope";
    }
}
