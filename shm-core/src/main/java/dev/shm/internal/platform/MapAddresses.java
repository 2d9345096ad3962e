package dev.shm.internal.platform;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Where mappings go: anywhere, unless a test says where.
 *
 * <p>{@code -Ddev.shm.mapAt=0x282000000000} puts the first mapping of this JVM there and each later one 64 GiB on, so
 * that a test can be sure that two processes see a region at different addresses.
 */
final class MapAddresses {
    private static final long STEP_BYTES = 64L << 30;

    private final AtomicLong next = new AtomicLong(Long.decode(System.getProperty("dev.shm.mapAt", "0")));

    /** The address for the next mapping; 0 for any. */
    long next() {
        return next.get() == 0 ? 0 : next.getAndAdd(STEP_BYTES);
    }
}
