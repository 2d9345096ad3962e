package dev.shm.spi;

import dev.shm.internal.region.RegionObserver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a region as a looker finds them: those from the newest on that can be right.
 *
 * @param newestFirst their headers
 * @param brokenAt offset at which the chain leads into damage; null if it is whole
 */
record ObjectChain(List<ObjectHeader> newestFirst, @Nullable Long brokenAt) {
    static ObjectChain read(RegionObserver observer) {
        List<ObjectHeader> objects = new ArrayList<>();
        long offset = observer.headerState().newestObject();
        long before = observer.fileBytes();
        while (offset != 0) { // ends: offsets get smaller
            ObjectHeader object = ObjectHeader.read(
                    (at, count) -> observer.bytes(at, count).array(), offset, observer.heapOffset(), before);
            if (object == null) return new ObjectChain(objects, offset);
            objects.add(object);
            before = offset;
            offset = object.previous();
        }
        return new ObjectChain(objects, null);
    }

    List<ObjectHeader> oldestFirst() {
        List<ObjectHeader> reversed = new ArrayList<>(newestFirst);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Where the newest object ends; the start of the heap if there is none. */
    long end(long heapOffset) {
        return newestFirst.isEmpty() ? heapOffset : newestFirst.get(0).end();
    }
}
