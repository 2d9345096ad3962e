package dev.shm.internal.region;

import dev.shm.CorruptRegionException;
import dev.shm.LayoutMismatchException;
import dev.shm.Origin;
import dev.shm.RegionExistsException;
import dev.shm.RegionNotFoundException;
import dev.shm.internal.platform.Platform;
import dev.shm.internal.platform.Platforms;
import dev.shm.internal.region.RegionFile.Access;
import dev.shm.internal.region.RegionRequest.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Joins the region of a name, or has it made: the race between openers is decided here.
 *
 * <p>A region's name stands for a whole region or for nothing; {@link RegionCreation} sees to that. So joining needs no
 * lock, but for a region that lasts while attached: its last user may be removing it.
 */
public final class RegionOpening {
    private static final long FIRST_PAUSE_NANOS = 50_000;

    private final Platform platform = Platforms.current();
    private final RegionRequest request;
    private final RegionPath path;

    private RegionOpening(RegionRequest request) {
        this.request = request;
        this.path = request.path;
    }

    /** Carries a request out. */
    public static Attachment open(RegionRequest request) {
        return new RegionOpening(request).open();
    }

    /** Removes a region's name, and what a creator that died left of one; whether there was a region. */
    public static boolean delete(RegionPath path) {
        Platform platform = Platforms.current();
        RegionCreation.removeDeadDraft(platform, path);
        RegionFile file = RegionFile.open(platform, path, path.file(), Access.OWN);
        if (file == null) return false;
        try {
            // Against one who is removing the name as the last to detach: a region of that name made meanwhile is not
            // his.
            file.lockCreationToDetach();
            if (!file.isStillNamed()) return false;
            file.unlink();
            return true;
        } finally {
            file.close();
        }
    }

    private Attachment open() {
        long pause = 0; // none before the second look: what stood in the way is mostly gone by then
        while (true) {
            Attachment attachment = tryOnce();
            if (attachment != null) return attachment;
            pause = pause == 0 ? FIRST_PAUSE_NANOS : RegionFile.pause(path, pause);
        }
    }

    /** Null if another process changed the picture: look again. */
    private @Nullable Attachment tryOnce() {
        RegionFile file = RegionFile.open(platform, path, path.file(), Access.of(request));
        if (file != null) return joinOrRefuse(file);
        if (request.mode != Mode.OPEN) return RegionCreation.tryCreate(platform, request);
        if (RegionCreation.isUnderWay(platform, request) || platform.status(path.file()) != null) return null;
        throw notFound();
    }

    private RegionNotFoundException notFound() {
        return new RegionNotFoundException(
                path + " is not there. Create it, or use openOrCreate if either process may come first");
    }

    private @Nullable Attachment joinOrRefuse(RegionFile file) {
        Attachment attachment = null;
        try {
            RegionGeometry geometry = file.readGeometry();
            attachment = geometry.isWhileAttached() ? joinIfAttached(file, geometry) : join(file, geometry);
            return attachment;
        } catch (FileReplacedException e) {
            return null;
        } finally {
            if (attachment == null) file.close();
        }
    }

    /** Joins a region whose name goes with its last user, unless that was the case and nobody was left to remove it. */
    private @Nullable Attachment joinIfAttached(RegionFile file, RegionGeometry geometry) {
        if (request.readOnly) { // one who only looks can lock nothing, and keeps nothing alive
            if (file.isAttached(geometry.slotCount())) return join(file, geometry);
            throw notFound();
        }
        file.lockCreation();
        try {
            if (!file.isStillNamed()) return null;
            if (file.isAttached(geometry.slotCount())) return join(file, geometry);
            file.unlink();
            return null;
        } finally {
            file.unlockCreation();
        }
    }

    /** A copy of a region, or one whose header was forged, may have holes where its creator reserved space. */
    private void ensureSpace(Mapping mapping, long initialBytes) {
        if (mapping.hasSpace(initialBytes)) return;
        if (!request.readOnly) {
            mapping.reserve(0, initialBytes);
            return;
        }
        throw new CorruptRegionException(path + ": it has space behind " + mapping.spaceBytes() + " of its first "
                + initialBytes + " bytes, as a copy with holes has. Copy it with 'cp --sparse=never', or open it for"
                + " writing, which reserves the rest");
    }

    private Attachment join(RegionFile file, RegionGeometry geometry) {
        if (request.mode == Mode.CREATE) {
            throw new RegionExistsException(path + " is there already. Use open or openOrCreate to join it, or" + " "
                    + path.removal(false) + " if nobody needs it");
        }
        if (geometry.payloadBytes() < request.leastBytes) {
            throw new LayoutMismatchException(path + " has " + geometry.payloadBytes() + " bytes and "
                    + request.leastBytes + " are asked for. Ask for no more, or delete it and create it anew");
        }
        Mapping mapping = new Mapping(platform, path, file, geometry);
        try {
            ensureSpace(mapping, geometry.initialBytes());
            Origin origin =
                    request.readOnly ? Origin.JOINED : mapping.processes().joinFound();
            return new Attachment(platform, path, geometry, mapping, origin);
        } catch (Throwable e) {
            mapping.release();
            throw e;
        }
    }
}
