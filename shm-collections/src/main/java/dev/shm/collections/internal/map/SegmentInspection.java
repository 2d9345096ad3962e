package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.SegmentLayout.*;

import dev.shm.spi.Description;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.ObjectView;
import dev.shm.spi.OwnerToken;
import dev.shm.spi.OwnerView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A segment as a looker sees it, by bytes copied out while others may write it.
 *
 * @param offset in the region, as the directory says; untrusted
 * @param prefix as the directory says
 * @param depth as the directory says
 */
record SegmentInspection(ObjectView object, MapGeometry geometry, long offset, int prefix, int depth) {
    ByteBuffer header() {
        return object.region().bytes(offset, MapLayout.LINE_BYTES);
    }

    /** Tells of a lock that is held, or that a dead owner left. */
    static void lock(ObjectView object, long word, String what, Description into) {
        int token = OwnerToken.in(word);
        if (token == OwnerToken.NOBODY) return;
        OwnerView owner = object.region().owner(token);
        if (!owner.isPossible()) {
            into.report(Severity.ERROR, what + " names process slot " + owner.slot() + ", which there is not");
        } else if (owner.isAlive()) {
            owner.describe(into.addTo("locks held", what)).put("thread", OwnerToken.threadIn(word));
        } else {
            into.report(
                    Severity.NOTE,
                    what + " was held by an owner that is dead; whoever takes it next makes right what it" + " guards");
        }
    }

    void checkHeader(ByteBuffer header, Description into) {
        if (header.getLong(SELF) != self(offset)) {
            into.report(Severity.ERROR, "the directory leads to offset " + offset + ", where no segment is");
        } else if (header.getInt(STATE) != IN_USE
                || (header.getInt(PREFIX) & ((1 << depth) - 1))
                        != (prefix & ((1 << header.getInt(SegmentLayout.DEPTH)) - 1))) {
            into.report(Severity.ERROR, what() + " is not for the keys that the directory leads to it");
        }
        lock(object, header.getLong(LOCK), "the lock of " + what(), into);
    }

    /** Checks the buckets, if nobody changes them meanwhile. */
    void lookInto(Description into) {
        ByteBuffer bytes = table();
        int live = 0;
        BitSet units = new BitSet();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < geometry.buckets(); i++) {
            int bucket = (int) SegmentLayout.buckets(geometry.units()) + i * BUCKET_BYTES;
            int occupied = occupied(bytes.getLong(bucket));
            for (; occupied != 0; occupied &= occupied - 1, live++) {
                int unit = unit(bytes, bucket, Integer.numberOfTrailingZeros(occupied));
                if (unit >= geometry.units()) found.add("an entry of " + what() + " is behind its end");
                else if (units.get(unit)) found.add("two entries of " + what() + " are in one place");
                units.set(Math.min(unit, geometry.units()));
            }
        }
        if (live != bytes.getInt(LIVE)) {
            found.add(what() + " has " + live + " entries, and counted are " + bytes.getInt(LIVE));
        }
        if (found.isEmpty() || bytes.getLong(LOCK) != 0 || !table().equals(bytes)) return; // somebody is changing it
        found.forEach(message -> into.report(Severity.ERROR, message));
    }

    /** Where entries of this segment are in the region; at most so many. */
    List<Long> entryOffsets(int most) {
        List<Long> offsets = new ArrayList<>();
        ByteBuffer bytes = table();
        for (int i = 0; i < geometry.buckets() && offsets.size() < most; i++) {
            int bucket = (int) SegmentLayout.buckets(geometry.units()) + i * BUCKET_BYTES;
            int occupied = occupied(bytes.getLong(bucket));
            for (; occupied != 0 && offsets.size() < most; occupied &= occupied - 1) {
                int unit = unit(bytes, bucket, Integer.numberOfTrailingZeros(occupied));
                if (unit >= geometry.units()) continue;
                offsets.add(offset
                        + SegmentLayout.units(geometry.units(), geometry.buckets())
                        + (long) unit * geometry.unitBytes());
            }
        }
        return offsets;
    }

    private static int unit(ByteBuffer bytes, int bucket, int place) {
        return bytes.getShort(bucket + PLACES + place * Short.BYTES) & 0xFFFF;
    }

    private ByteBuffer table() {
        return object.region().bytes(offset, (int) SegmentLayout.units(geometry.units(), geometry.buckets()));
    }

    private String what() {
        return "the segment at " + offset;
    }
}
