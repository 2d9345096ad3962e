package dev.shm.internal.region;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants of a region.
 *
 * @param payloadBytes for a region to be made; also the least that is accepted of one that is there, if {@code
 *     checkSize}
 * @param maxBytes how large the file may grow; address space only
 * @param whileAttached whether the name goes with the last attachment
 * @param initializer run by the creator before anybody else sees the region
 */
public record RegionRequest(
        RegionPath path,
        Mode mode,
        long payloadBytes,
        long maxBytes,
        boolean whileAttached,
        boolean checkSize,
        @Nullable Consumer<Attachment> initializer) {

    /** Which of joining and making is wanted. */
    public enum Mode {
        CREATE,
        OPEN,
        OPEN_OR_CREATE
    }

    /** Address space beyond the payload, for objects that come later. */
    private static final long DEFAULT_HEAP_BYTES = 64L << 20;

    /** A request for a region that is there. */
    public static RegionRequest open(RegionPath path) {
        return new RegionRequest(path, Mode.OPEN, 1, 0, false, false, null);
    }

    /** A request for a region that may have to be made. */
    public static RegionRequest make(RegionPath path, Mode mode, long payloadBytes) {
        if (payloadBytes <= 0) {
            throw new IllegalArgumentException(
                    "region '" + path.name() + "' of " + payloadBytes + " bytes: the size must be at least 1");
        }
        if (payloadBytes > Long.MAX_VALUE / 4) {
            throw new IllegalArgumentException(
                    "region '" + path.name() + "' of " + payloadBytes + " bytes: no machine addresses that much");
        }
        return new RegionRequest(path, mode, payloadBytes, payloadBytes + DEFAULT_HEAP_BYTES, false, true, null);
    }

    public RegionRequest withInitializer(Consumer<Attachment> initializer) {
        return new RegionRequest(path, mode, payloadBytes, maxBytes, whileAttached, checkSize, initializer);
    }

    public RegionRequest withMaxBytes(long maxBytes) {
        return new RegionRequest(path, mode, payloadBytes, maxBytes, whileAttached, checkSize, initializer);
    }

    /** The name goes with the last attachment. */
    public RegionRequest lastingWhileAttached() {
        return new RegionRequest(path, mode, payloadBytes, maxBytes, true, checkSize, initializer);
    }

    /** Joins whatever size is there: the caller compares more than the size. */
    public RegionRequest acceptingAnySize() {
        return new RegionRequest(path, mode, payloadBytes, maxBytes, whileAttached, false, initializer);
    }
}
