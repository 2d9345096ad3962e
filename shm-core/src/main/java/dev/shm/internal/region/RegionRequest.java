package dev.shm.internal.region;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a caller wants of a region: filled once, by one thread, and then only read. */
public final class RegionRequest {
    /** Which of joining and making is wanted. */
    public enum Mode {
        CREATE,
        OPEN,
        OPEN_OR_CREATE
    }

    /** Address space beyond the payload, for objects that come later. */
    private static final long DEFAULT_HEAP_BYTES = 64L << 20;

    /** More than any machine has, so that no sum of sizes overflows. */
    private static final long MAX_BYTES = Long.MAX_VALUE / 4;

    private static final int OWNER_ONLY = 0600;

    final RegionPath path;
    final Mode mode;

    /** For a region to be made, and the least that is accepted of one that is there; 0 accepts any. */
    long payloadBytes;

    long leastBytes;
    long maxBytes;
    int permissionBits = OWNER_ONLY;
    boolean whileAttached;
    boolean readOnly;

    /** Run by the creator before anybody else sees the region. */
    @Nullable
    Consumer<Attachment> initializer;

    private RegionRequest(RegionPath path, Mode mode) {
        this.path = path;
        this.mode = mode;
    }

    /** A request for a region that is there. */
    public static RegionRequest open(RegionPath path) {
        return new RegionRequest(path, Mode.OPEN);
    }

    /** A request for a region that may have to be made. */
    public static RegionRequest make(RegionPath path, Mode mode, long payloadBytes) {
        if (payloadBytes <= 0) {
            throw new IllegalArgumentException(
                    "region '" + path.name() + "' of " + payloadBytes + " bytes: the size must be at least 1");
        }
        if (payloadBytes > MAX_BYTES) throw SpaceReservation.noSpace(path, payloadBytes);
        RegionRequest request = new RegionRequest(path, mode);
        request.payloadBytes = payloadBytes;
        request.leastBytes = payloadBytes;
        request.maxBytes = payloadBytes + DEFAULT_HEAP_BYTES;
        return request;
    }

    public RegionRequest initializer(Consumer<Attachment> initializing) {
        initializer = initializing;
        return this;
    }

    /** How large the file may grow; address space only. */
    public RegionRequest maxBytes(long bytes) {
        maxBytes = bytes;
        return this;
    }

    /** Makes the file large enough for one more object of so many bytes. */
    public RegionRequest roomFor(long objectBytes) {
        if (objectBytes > MAX_BYTES) throw SpaceReservation.noSpace(path, objectBytes);
        maxBytes += objectBytes;
        return this;
    }

    /** The name goes with the last attachment. */
    public RegionRequest lastingWhileAttached() {
        whileAttached = true;
        return this;
    }

    /** The least payload that is accepted of a region that is there. */
    public RegionRequest atLeast(long bytes) {
        leastBytes = bytes;
        return this;
    }

    /** Looks only. */
    public RegionRequest readOnly() {
        readOnly = true;
        return this;
    }

    public RegionRequest permissions(Set<PosixFilePermission> permissions) {
        int bits = 0;
        // The nine bits of a mode, in the order in which the enum has them.
        for (PosixFilePermission permission : EnumSet.allOf(PosixFilePermission.class)) {
            bits = bits << 1 | (permissions.contains(permission) ? 1 : 0);
        }
        permissionBits = bits;
        return this;
    }

    /** Whether a file of another user is welcome: one who only looks, or who shares his own. */
    boolean trustsOthers() {
        return readOnly || (permissionBits & ~OWNER_ONLY) != 0;
    }
}
