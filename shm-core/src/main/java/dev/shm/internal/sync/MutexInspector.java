package dev.shm.internal.sync;

import dev.shm.internal.region.CoreKinds;
import dev.shm.spi.Description;
import dev.shm.spi.ObjectInspector;
import dev.shm.spi.ObjectView;

/** Shows a named mutex. */
public final class MutexInspector implements ObjectInspector {
    @Override
    public String kind() {
        return CoreKinds.MUTEX;
    }

    @Override
    public String title() {
        return "mutex";
    }

    @Override
    public int version() {
        return CoreKinds.VERSION;
    }

    @Override
    public void inspect(ObjectView object, Description into) {
        LockView.of(object, LockLayout.WORD).describe(into, true);
    }
}
