package dev.shm.collections;

import dev.shm.collections.internal.map.MapBatch;
import dev.shm.collections.internal.map.PrivateBytes;
import dev.shm.memory.RawMemory;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import org.jspecify.annotations.Nullable;

/**
 * Many keys that one thread looks for at a time. What it needs is made once, and grows; flyweights stay until the next.
 */
final class StructBatch {
    private final MapBatch batch;
    private final int structBytes;
    private final PrivateBytes images = new PrivateBytes();
    private int count;
    private long[] keys = {};
    private long[] targets = {};
    private @Nullable Struct[] views = {};

    StructBatch(MapBatch batch, int structBytes) {
        this.batch = batch;
        this.structBytes = structBytes;
    }

    void start(int keyCount) {
        count = keyCount;
        if (keyCount <= keys.length) return;
        keys = new long[keyCount];
        targets = new long[keyCount];
        views = new Struct[keyCount];
    }

    void wantWord(int index, long word, Struct view) {
        keys[index] = word;
        targets[index] = StructAccess.writeAddress(view);
        // So that its memory stays until the end. Usually it is there from the batch before, and storing it is slow.
        if (views[index] != view) views[index] = view;
    }

    void wantImage(int index, long image, Struct view) {
        // All room at once: what is reserved later lies elsewhere.
        long copy = images.reserve((long) count * structBytes) + (long) index * structBytes;
        RawMemory.copy(image, copy, structBytes);
        wantWord(index, copy, view);
    }

    int get(boolean[] found) {
        return batch.get(keys, count, targets, found);
    }
}
