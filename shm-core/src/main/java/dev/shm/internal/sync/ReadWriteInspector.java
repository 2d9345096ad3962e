package dev.shm.internal.sync;

import static dev.shm.internal.sync.ReadWriteLayout.*;

import dev.shm.internal.region.CoreKinds;
import dev.shm.spi.Description;
import dev.shm.spi.ObjectInspector;
import dev.shm.spi.ObjectView;

/** Shows a named read-write lock. */
public final class ReadWriteInspector implements ObjectInspector {
    @Override
    public String kind() {
        return CoreKinds.READ_WRITE_LOCK;
    }

    @Override
    public String title() {
        return "read-write lock";
    }

    @Override
    public int version() {
        return CoreKinds.VERSION;
    }

    @Override
    public void inspect(ObjectView object, Description into) {
        boolean inside = object.bytes(INSIDE, Integer.BYTES).getInt(0) != 0;
        into.put("writer inside", inside);
        // A dead writer that was still waiting for readers has changed nothing.
        LockView.of(object, WRITER).describe(into.child("writer"), inside);
        into.put("reading threads", HoldsView.describe(object, READERS, "readers", into));
    }
}
