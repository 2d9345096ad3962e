package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.MapLayout.*;

import dev.shm.spi.Description;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.ObjectInspector;
import dev.shm.spi.ObjectView;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructValues;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Shows a map or a set: how many entries it has, in how many segments, how full these are, some entries, and what is
 * wrong. Of a large one it looks into some segments only, and says how many.
 */
public final class MapInspector implements ObjectInspector {
    private static final int MAX_SEGMENTS_LOOKED_INTO = 512;
    private static final int ENTRIES_SHOWN = 3;
    private static final int MAX_STRUCT_BYTES = 1 << 16;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "map";
    }

    /** A set is a map of keys to nothing; only the layout of its entries tells. */
    @Override
    public String title(ObjectView object) {
        boolean isOfCodecs = MapGeometry.of(object.bytes(0, BODY_BYTES)).form() == RecordFormat.BYTES;
        if (!isOfCodecs || object.layoutText().isEmpty()) return title();
        return StructLayout.parse(object.layoutText()).field("value") == null ? "set" : title();
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public void inspect(ObjectView object, Description into) {
        ByteBuffer body = object.bytes(0, BODY_BYTES);
        MapGeometry geometry = MapGeometry.of(body);
        into.put("segment bytes", geometry.segmentBytes())
                .put("unit bytes", geometry.unitBytes())
                .put("buckets a segment", geometry.buckets())
                .put("units a segment", geometry.units())
                .put("keys", RecordFormat.nameOf(geometry.form()))
                .put("directory depth", body.getInt(DEPTH))
                .counter("splits", body.getLong(SPLITS))
                .counter("merges", body.getLong(MERGES))
                .counter("recoveries", body.getLong(RECOVERIES));
        SegmentInspection.lock(object, body.getLong(LOCK), "the map's lock", into);
        if (!geometry.isSound()) {
            into.report(Severity.ERROR, "its geometry is damaged: " + geometry);
            return;
        }
        int depth = body.getInt(DEPTH);
        if (depth < FIRST_LEVEL_BITS || depth > MAX_DEPTH) {
            into.report(Severity.ERROR, "its directory's depth is " + depth);
            return;
        }
        if (geometry.form() == RecordFormat.BYTES) showChunks(object, body, into);
        Map<Long, SegmentInspection> segments = segments(object, geometry, body, depth, into);
        summarize(object, geometry, segments, into);
    }

    /** Shows how many pieces of large entries there are, and how many of them are free. */
    private static void showChunks(ObjectView object, ByteBuffer body, Description into) {
        int extents = body.getInt(CHUNK_EXTENTS);
        if (extents < 0 || extents > MAX_CHUNK_EXTENTS) {
            into.report(Severity.ERROR, "it has " + extents + " chunk extents");
            return;
        }
        int chunks = 0;
        int free = 0;
        for (int i = 0; i < extents; i++) {
            int count = MapChunks.chunksOf(chunks);
            long offset = body.getLong(CHUNK_EXTENT_TABLE + i * Long.BYTES);
            ByteBuffer owners = object.region().bytes(offset, count * Long.BYTES);
            for (int j = 0; j < count; j++) if (owners.getLong(j * Long.BYTES) == 0) free++;
            chunks += count;
        }
        into.put("chunks", chunks).put("free chunks", free);
    }

    /** The segments that the directory leads to, by their offsets. */
    private static Map<Long, SegmentInspection> segments(
            ObjectView object, MapGeometry geometry, ByteBuffer body, int depth, Description into) {
        Map<Long, SegmentInspection> segments = new HashMap<>();
        for (int level = 0; level <= depth - FIRST_LEVEL_BITS; level++) {
            int first = level == 0 ? 0 : 1 << (level + FIRST_LEVEL_BITS - 1);
            int count = level == 0 ? FIRST_LEVEL_ENTRIES : first;
            long offset = level == 0 ? object.bodyOffset() + DIRECTORY : body.getLong(LEVELS + level * Long.BYTES);
            ByteBuffer entries = object.region().bytes(offset, count * Long.BYTES);
            for (int i = 0; i < count; i++) {
                long entry = entries.getLong(i * Long.BYTES);
                int own = depthOf(entry);
                int prefix = (first + i) & ((1 << own) - 1);
                SegmentInspection found = segments.computeIfAbsent(
                        segmentOf(entry), at -> new SegmentInspection(object, geometry, at, prefix, own));
                if (found.depth() != own || found.prefix() != prefix) {
                    into.report(Severity.ERROR, "directory entry " + (first + i) + " leads to a segment of others");
                }
            }
        }
        return segments;
    }

    private static void summarize(
            ObjectView object, MapGeometry geometry, Map<Long, SegmentInspection> segments, Description into) {
        long live = 0;
        long used = 0;
        int step = Math.max(1, segments.size() / MAX_SEGMENTS_LOOKED_INTO);
        int number = 0;
        int lookedInto = 0;
        for (SegmentInspection segment : segments.values()) {
            ByteBuffer header = segment.header();
            live += header.getInt(SegmentLayout.LIVE);
            used += header.getInt(SegmentLayout.USED_UNITS);
            segment.checkHeader(header, into);
            if (number++ % step != 0) continue;
            segment.lookInto(into);
            lookedInto++;
        }
        long capacity = (long) segments.size() * geometry.units();
        into.put("entries", live)
                .put("segments", segments.size())
                .put("segments looked into", lookedInto)
                .put("used units", used)
                .put("load percent", capacity == 0 ? 0 : 100 * used / capacity);
        // Of those of any length only the codecs of the program know what they say.
        if (geometry.form() != RecordFormat.BYTES) show(object, segments, into);
    }

    private static void show(ObjectView object, Map<Long, SegmentInspection> segments, Description into) {
        if (object.layoutText().isEmpty()) return;
        StructLayout layout = StructLayout.parse(object.layoutText());
        if (layout.sizeBytes() > MAX_STRUCT_BYTES) return;
        into.list("some entries");
        int shown = 0;
        for (SegmentInspection segment : segments.values()) {
            for (long offset : segment.entryOffsets(ENTRIES_SHOWN - shown)) {
                into.addTo("some entries", "")
                        .put("value", StructValues.read(layout, object.region().bytes(offset, layout.sizeBytes())));
                shown++;
            }
            if (shown == ENTRIES_SHOWN) return;
        }
    }
}
