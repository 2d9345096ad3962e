package dev.shm.collections.internal.queue;

import dev.shm.spi.RegionObject;
import dev.shm.spi.RegionObjectSpec;
import dev.shm.struct.StructLayout;
import org.jspecify.annotations.Nullable;

/**
 * What a ring carries: structs of one layout, each in its slot, or bytes, whose slots are extents of an arena.
 *
 * @param layout of the structs; null for bytes
 */
public record RingMessages(@Nullable StructLayout layout) {
    /** Messages that vary in length; the capacity is in bytes. */
    public static final RingMessages OF_BYTES = new RingMessages(null);

    /** The geometry of a ring to be made. */
    RingGeometry geometry(long capacity, int modes) {
        return layout == null
                ? RingGeometry.ofBytes(capacity, modes)
                : RingGeometry.of(capacity, layout.sizeBytes(), modes);
    }

    /** The object of a ring to be made or joined. */
    RegionObjectSpec spec(RingGeometry wanted) {
        return new RegionObjectSpec(kind(), version(), layout, wanted.bodyBytes(), wanted::write);
    }

    RegionObject open(String name) {
        return RegionObject.open(name, kind(), version(), layout);
    }

    /** The geometry of a ring that is there, checked. */
    RingGeometry read(RegionObject object) {
        return layout == null
                ? RingGeometry.read(object, ArenaLayout.EXTENT_BYTES, true)
                : RingGeometry.read(object, layout.sizeBytes(), false);
    }

    private String kind() {
        return layout == null ? ArenaLayout.KIND : RingLayout.KIND;
    }

    private int version() {
        return layout == null ? ArenaLayout.VERSION : RingLayout.VERSION;
    }
}
