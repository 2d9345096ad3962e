package dev.shm.internal.region;

import static dev.shm.internal.region.RegionLayout.*;

import dev.shm.Lifetime;
import dev.shm.RegionInfo;
import dev.shm.RegionInfo.AttachedProcess;
import dev.shm.RegionNotFoundException;
import dev.shm.internal.platform.Platforms;
import dev.shm.internal.region.RegionFile.Access;
import dev.shm.spi.OwnerToken;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a region's file without being attached: no slot, no lock, no mapping, nothing written.
 *
 * <p>It copies bytes out of the file rather than mapping it, so a file that is cut or scribbled over meanwhile gives
 * other bytes and never a fault. What several processes change is thus seen at one moment for each copy, more or less.
 * Any thread may call any method until {@link #close}.
 */
public final class RegionObserver implements AutoCloseable {
    /** Only reads, so anybody's may be looked at. */
    private static final Access LOOK = new Access(false, true);

    private final RegionPath path;
    private final RegionFile file;
    private final RegionGeometry geometry;

    private RegionObserver(RegionPath path, RegionFile file, RegionGeometry geometry) {
        this.path = path;
        this.file = file;
        this.geometry = geometry;
    }

    /**
     * Opens a region for looking.
     *
     * @throws RegionNotFoundException if there is none
     * @throws dev.shm.CorruptRegionException if the file is no whole region
     */
    public static RegionObserver open(RegionPath path) {
        RegionObserver observer = openIfThere(path);
        if (observer != null) return observer;
        throw new RegionNotFoundException(path + " is not there. SharedRegion.list() tells which are");
    }

    static @Nullable RegionObserver openIfThere(RegionPath path) {
        RegionFile file = RegionFile.open(Platforms.current(), path, path.file(), LOOK);
        if (file == null) return null;
        try {
            return new RegionObserver(path, file, file.readGeometry());
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    /** What is told of every region. */
    public RegionInfo info() {
        ByteBuffer header = header();
        return new RegionInfo(
                path.name(),
                path.file(),
                geometry.payloadBytes(),
                geometry.fileBytes(),
                file.spaceBytes(),
                geometry.isWhileAttached() ? Lifetime.WHILE_ATTACHED : Lifetime.UNTIL_DELETED,
                header.getLong(CREATOR_PID),
                Instant.ofEpochMilli(header.getLong(CREATED_MILLIS)),
                attached());
    }

    private List<AttachedProcess> attached() {
        List<AttachedProcess> attached = new ArrayList<>();
        for (SlotState slot : slots()) {
            if (slot.isAttached()) {
                attached.add(new AttachedProcess(
                        slot.slot(), slot.pid(), slot.pidNamespace(), slot.since(), slot.isAlive()));
            }
        }
        return attached;
    }

    /** All slots that were ever taken. */
    public List<SlotState> slots() {
        ByteBuffer table = bytes(SLOT_TABLE, geometry.slotCount() * ProcessSlotLayout.SIZE_BYTES);
        List<SlotState> slots = new ArrayList<>();
        for (int slot = 1; slot <= geometry.slotCount(); slot++) {
            SlotState state = slot(slot, table, (slot - 1) * ProcessSlotLayout.SIZE_BYTES);
            if (state.word() != 0) slots.add(state);
        }
        return slots;
    }

    private SlotState slot(int slot, ByteBuffer table, int at) {
        int word = table.getInt(at + ProcessSlotLayout.WORD);
        boolean attached = (word & ProcessSlotLayout.ATTACHED) != 0;
        return new SlotState(
                slot,
                word,
                ProcessSlotLayout.generation(word),
                attached,
                table.getLong(at + ProcessSlotLayout.PID),
                table.getLong(at + ProcessSlotLayout.NAMESPACE),
                Instant.ofEpochMilli(table.getLong(at + ProcessSlotLayout.ATTACHED_MILLIS)),
                attached && file.isSlotLocked(slot));
    }

    /** The slot of an owner, as long as it is that owner's; null if it is somebody else's by now, or out of range. */
    public @Nullable SlotState slotOf(int owner) {
        int number = OwnerToken.slot(owner);
        if (number < 1 || number > geometry.slotCount()) return null;
        long offset = SLOT_TABLE + (long) (number - 1) * ProcessSlotLayout.SIZE_BYTES;
        SlotState slot = slot(number, bytes(offset, ProcessSlotLayout.SIZE_BYTES), 0);
        return slot.generation() == OwnerToken.generation(owner) ? slot : null;
    }

    /** The header's numbers that are not in {@link #info}. */
    public HeaderState headerState() {
        ByteBuffer header = header();
        return new HeaderState(
                header.getInt(VERSION),
                header.getLong(CREATOR_NAMESPACE),
                header.getLong(RESERVED_BYTES),
                header.getLong(HEAP_TOUCHED),
                header.getLong(NEWEST_OBJECT));
    }

    /** A copy of bytes of the file, in its byte order; 0 beyond its end. */
    public ByteBuffer bytes(long offset, int count) {
        return ByteBuffer.wrap(file.read(offset, count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer header() {
        return bytes(0, HEADER_BYTES);
    }

    public long payloadOffset() {
        return geometry.payloadOffset();
    }

    public long payloadBytes() {
        return geometry.payloadBytes();
    }

    public long heapOffset() {
        return geometry.heapOffset();
    }

    public long fileBytes() {
        return geometry.fileBytes();
    }

    public int slotCount() {
        return geometry.slotCount();
    }

    /** Whether the name still stands for this file. */
    public boolean isStillNamed() {
        return file.isStillNamed();
    }

    /** The pid namespace of this process, 0 where it cannot be told. */
    public static long ownNamespace() {
        return ThisProcess.pidNamespace();
    }

    @Override
    public void close() {
        file.close();
    }

    /**
     * A slot of the process table.
     *
     * @param word as it stands there; untrusted
     * @param isAlive whether the kernel keeps its byte lock
     */
    public record SlotState(
            int slot,
            int word,
            int generation,
            boolean isAttached,
            long pid,
            long pidNamespace,
            Instant since,
            boolean isAlive) {
        /** Whether the word has bits that no attachment sets. */
        public boolean hasStrayBits() {
            return (word & ~ProcessSlotLayout.attached(OwnerToken.GENERATION_MASK)) != 0;
        }
    }

    /**
     * What changes in a header, and who made it; untrusted.
     *
     * @param heapTouched offset from which on the heap was never written
     * @param newestObject offset; 0 where there is none
     */
    public record HeaderState(
            int version, long creatorNamespace, long reservedBytes, long heapTouched, long newestObject) {}
}
