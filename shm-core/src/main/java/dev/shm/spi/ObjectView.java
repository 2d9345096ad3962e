package dev.shm.spi;

import dev.shm.CorruptRegionException;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructValues;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A named object of a region as a {@link RegionView} sees it, for an {@link ObjectInspector}. */
public final class ObjectView {
    /** Of a larger struct only so much is read at a time. */
    private static final int MAX_STRUCT_BYTES = 1 << 20;

    private final RegionView region;
    private final ObjectHeader header;

    ObjectView(RegionView region, ObjectHeader header) {
        this.region = region;
        this.header = header;
    }

    /** The object's name in its region. */
    public String name() {
        return header.name();
    }

    /** What it is: up to eight characters that each kind of structure has of its own. */
    public String kind() {
        return header.kind();
    }

    /** Of its kind's format. */
    public int version() {
        return header.version();
    }

    /** The canonical layout text of what it holds; empty if it holds nothing of the user's. */
    public String layoutText() {
        return header.text();
    }

    /** Where the body starts in the region. */
    public long bodyOffset() {
        return header.bodyOffset();
    }

    /** How long the body is. */
    public long bodyBytes() {
        return header.bodyBytes();
    }

    /** The region that it is in. */
    public RegionView region() {
        return region;
    }

    /**
     * Copies bytes of the body out.
     *
     * @param offset from the start of the body; untrusted
     * @return little-endian
     * @throws CorruptRegionException if the body has no such bytes
     */
    public ByteBuffer bytes(long offset, int length) {
        if (offset < 0 || length < 0 || offset > bodyBytes() - length) {
            throw new CorruptRegionException("bytes " + offset + " to " + (offset + length)
                    + " are outside its body of " + bodyBytes() + " bytes");
        }
        return region.bytes(bodyOffset() + offset, length);
    }

    /**
     * The values by field name of the struct at an offset in the body, by the stored layout.
     *
     * @throws RuntimeException if layout or place cannot be right
     */
    public Map<String, @Nullable Object> structAt(long offset) {
        StructLayout layout = StructLayout.parse(layoutText());
        if (layout.sizeBytes() > MAX_STRUCT_BYTES) {
            return Map.of("not shown", "a struct of " + layout.sizeBytes() + " bytes");
        }
        return StructValues.read(layout, bytes(offset, layout.sizeBytes()));
    }

    /** Where the object's header starts in the region. */
    long offset() {
        return header.offset();
    }

    long sizeBytes() {
        return header.sizeBytes();
    }

    @Override
    public String toString() {
        return kind() + " '" + name() + "'";
    }
}
