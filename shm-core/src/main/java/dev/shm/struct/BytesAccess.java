package dev.shm.struct;

import dev.shm.memory.RawMemory;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Byte array fields: a length plus one, then room for that many bytes. Written and read by the steps of {@link
 * TextAccess}, so a process that dies in a setter leaves null.
 *
 * <p><b>Called by generated code; not for applications.</b>
 */
@SuppressWarnings("ReachabilityFenceUsage") // not in finally: after an exception nothing uses the address
public final class BytesAccess {
    private BytesAccess() {}

    /**
     * The length plus one that a value is stored with, 0 for null.
     *
     * @throws IllegalArgumentException if the value does not fit
     */
    public static int check(StructLayout layout, String fieldName, int maxBytes, byte @Nullable [] value) {
        if (value == null) return 0;
        if (value.length <= maxBytes) return value.length + 1;
        throw new IllegalArgumentException("field '" + fieldName + "' of " + layout.name() + " takes at most "
                + maxBytes + " bytes, and this array has " + value.length + ": shorten it, or raise @MaxBytes");
    }

    /**
     * Writes a value that {@link #check} has passed.
     *
     * @param lengthPlusOne what {@code check} returned
     */
    public static void put(long address, int maxBytes, byte @Nullable [] value, int lengthPlusOne) {
        LengthPrefix.putOpaque(address, maxBytes, 0); // W1
        if (value == null) return;
        VarHandle.storeStoreFence();
        RawMemory.copyFromArray(value, 0, address + LengthPrefix.sizeBytes(maxBytes), lengthPlusOne - 1); // W2
        LengthPrefix.putRelease(address, maxBytes, lengthPlusOne); // W3
    }

    /** Reads the bytes at an address into a new array, or null. */
    public static byte @Nullable [] get(Struct struct, String fieldName, long address, int maxBytes) {
        int length = LengthPrefix.lengthAcquire(struct, fieldName, address, maxBytes); // R1
        if (length < 0) return null;
        byte[] bytes = new byte[length];
        RawMemory.copyToArray(address + LengthPrefix.sizeBytes(maxBytes), bytes, 0, length); // R2
        Reference.reachabilityFence(struct);
        return bytes;
    }

    /**
     * Copies the bytes at an address into an array; makes no garbage.
     *
     * @return how many, -1 for null
     * @throws IndexOutOfBoundsException if they would not all lie in the array; nothing is copied then
     */
    public static int copyTo(
            Struct struct, String fieldName, long address, int maxBytes, byte[] target, int targetIndex) {
        int length = LengthPrefix.lengthAcquire(struct, fieldName, address, maxBytes); // R1
        Objects.checkFromIndexSize(targetIndex, Math.max(0, length), target.length);
        if (length < 0) return length;
        RawMemory.copyToArray(address + LengthPrefix.sizeBytes(maxBytes), target, targetIndex, length); // R2
        Reference.reachabilityFence(struct);
        return length;
    }
}
