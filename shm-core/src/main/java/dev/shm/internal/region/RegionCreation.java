package dev.shm.internal.region;

import dev.shm.Origin;
import dev.shm.internal.platform.Platform;
import dev.shm.internal.platform.PlatformException;
import dev.shm.internal.region.RegionFile.Access;
import dev.shm.memory.RawMemory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a region: whole or not at all, by exactly one process, whichever dies.
 *
 * <p>The region is built as a draft, a file of another name that only creators open, and gets its own name when it is
 * complete. So a file under a region's name that is no region is a stranger's, and is never touched.
 *
 * <pre>
 * Create                                                A crash after the step leaves
 *   C1  open the draft, or create it                    a draft that nobody has locked
 *   C2  lock it (creation lock); is it still the draft? the same
 *   C3  a region of the name by now: remove the draft   nothing
 *   C4  a dead creator's draft: remove it, start over   nothing
 *   C5  extend, reserve, map, header, own slot          a draft with something in it, found at C4
 *   C6  run the initializer                             the same
 *   C7  release magic                                   the same
 *   C8  rename the draft, unless the name is taken      a whole region with a dead attachment
 *   C9  drop the creation lock                          the same
 * </pre>
 */
final class RegionCreation {
    /** A draft in the works is waited for, so a thread that waits for itself is told. */
    private static final Map<Path, Thread> UNDER_WAY = new ConcurrentHashMap<>();

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Platform platform;
    private final RegionRequest request;
    private final RegionPath path;

    private RegionCreation(Platform platform, RegionRequest request) {
        this.platform = platform;
        this.request = request;
        this.path = request.path;
    }

    /** Makes the region; null if another process changed the picture: look again. */
    static @Nullable Attachment tryCreate(Platform platform, RegionRequest request) {
        return new RegionCreation(platform, request).tryCreate();
    }

    /** Whether a live process is creating the region. */
    static boolean isUnderWay(Platform platform, RegionRequest request) {
        refuseOwnInitializer(request.path);
        RegionFile draft = RegionFile.open(platform, request.path, request.path.draft(), Access.of(request));
        if (draft == null) return false;
        try {
            return draft.isCreationLocked();
        } finally {
            draft.close();
        }
    }

    /** Removes what a creator that died has left. */
    static void removeDeadDraft(Platform platform, RegionPath path) {
        RegionFile draft = RegionFile.open(platform, path, path.draft(), Access.OWN);
        if (draft == null) return;
        try {
            if (draft.tryLockCreation() && draft.isStillNamed()) draft.unlink();
        } finally {
            draft.close();
        }
    }

    private @Nullable Attachment tryCreate() {
        refuseOwnInitializer(path);
        Access access = Access.of(request);
        RegionFile draft = RegionFile.open(platform, path, path.draft(), access); // C1
        if (draft == null) draft = RegionFile.create(platform, path, path.draft(), access);
        if (draft == null) return null;
        Attachment attachment = null;
        try {
            draft.lockCreation(); // C2
            if (!draft.isStillNamed()) return null;
            if (platform.status(path.file()) != null || draft.sizeBytes() > 0) { // C3, C4
                draft.unlink();
                return null;
            }
            attachment = build(draft);
            return attachment;
        } catch (FileReplacedException e) {
            return null; // somebody removed the draft under us
        } finally {
            if (attachment == null) draft.close();
        }
    }

    private @Nullable Attachment build(RegionFile draft) {
        Mapping mapping = null;
        Attachment attachment = null;
        boolean done = false;
        try {
            RegionGeometry geometry = geometry();
            reserve(draft, geometry);
            platform.changeMode(draft.descriptor(), request.permissionBits);
            mapping = new Mapping(platform, path, draft, geometry);
            geometry.write(mapping.address(), System.currentTimeMillis());
            mapping.processes().join();
            attachment = new Attachment(platform, path, geometry, mapping, Origin.CREATED);
            initialize(attachment);
            RawMemory.putLongRelease(mapping.address() + RegionLayout.MAGIC, RegionLayout.MAGIC_VALUE); // C7
            if (!draft.rename(path.file())) return null; // C8
            draft.unlockCreation(); // C9
            done = true;
            return attachment;
        } finally {
            if (!done) {
                draft.unlink();
                if (attachment != null) attachment.close();
                else if (mapping != null) mapping.release();
            }
        }
    }

    private RegionGeometry geometry() {
        long limit = platform.sizeLimit();
        RegionGeometry geometry = RegionGeometry.of(
                request.payloadBytes,
                Math.min(request.maxBytes, limit),
                RANDOM.nextLong(),
                request.whileAttached ? RegionLayout.FLAG_WHILE_ATTACHED : 0);
        if (geometry.initialBytes() > limit) {
            throw SpaceReservation.noSpace(
                    path,
                    geometry.initialBytes(),
                    limit,
                    "this process's limits on file size and address space (ulimit -f, -v)");
        }
        return geometry;
    }

    private void reserve(RegionFile draft, RegionGeometry geometry) {
        try {
            platform.extend(draft.descriptor(), geometry.fileBytes());
        } catch (PlatformException e) {
            throw SpaceReservation.refused(path, geometry.initialBytes(), e);
        }
        SpaceReservation.reserve(platform, path, draft.descriptor(), 0, geometry.initialBytes());
    }

    /** C6. What a throwing initializer leaves is removed by the caller. */
    private void initialize(Attachment attachment) {
        Consumer<Attachment> initializer = request.initializer;
        if (initializer == null) return;
        UNDER_WAY.put(path.file(), Thread.currentThread());
        try {
            initializer.accept(attachment);
        } finally {
            UNDER_WAY.remove(path.file());
        }
        if (!attachment.memory().isReadable()) {
            throw new IllegalStateException(path + ": the initializer closed the region that it was given");
        }
    }

    private static void refuseOwnInitializer(RegionPath path) {
        if (UNDER_WAY.get(path.file()) == Thread.currentThread()) {
            throw new IllegalStateException(
                    path + " is being created by this very thread: use the region that the" + " initializer is given");
        }
    }
}
