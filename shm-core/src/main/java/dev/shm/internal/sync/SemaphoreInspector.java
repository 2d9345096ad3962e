package dev.shm.internal.sync;

import static dev.shm.internal.sync.SemaphoreLayout.*;

import dev.shm.internal.region.CoreKinds;
import dev.shm.spi.Description;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.ObjectInspector;
import dev.shm.spi.ObjectView;

/** Shows a named semaphore. */
public final class SemaphoreInspector implements ObjectInspector {
    @Override
    public String kind() {
        return CoreKinds.SEMAPHORE;
    }

    @Override
    public String title() {
        return "semaphore";
    }

    @Override
    public int version() {
        return CoreKinds.VERSION;
    }

    @Override
    public void inspect(ObjectView object, Description into) {
        int permits = object.bytes(PERMITS, Integer.BYTES).getInt(0);
        into.put("permits", permits);
        long held = HoldsView.describe(object, HOLDERS, "holders", into);
        into.put("free", permits - held);
        if (permits < 1) into.report(Severity.ERROR, "it has " + permits + " permits; there must be 1 or more");
        else if (held > permits) into.report(Severity.ERROR, held + " of its " + permits + " permits are held");
        LockView.of(object, LOCK).describe(into.child("acquiring"), false);
    }
}
