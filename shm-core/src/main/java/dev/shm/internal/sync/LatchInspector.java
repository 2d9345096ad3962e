package dev.shm.internal.sync;

import static dev.shm.internal.sync.LatchLayout.*;

import dev.shm.internal.region.CoreKinds;
import dev.shm.spi.Description;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.ObjectInspector;
import dev.shm.spi.ObjectView;
import java.nio.ByteBuffer;

/** Shows a named latch. */
public final class LatchInspector implements ObjectInspector {
    @Override
    public String kind() {
        return CoreKinds.LATCH;
    }

    @Override
    public String title() {
        return "latch";
    }

    @Override
    public int version() {
        return CoreKinds.VERSION;
    }

    @Override
    public void inspect(ObjectView object, Description into) {
        ByteBuffer line = object.bytes(0, SIZE_BYTES);
        int count = line.getInt(COUNT);
        int first = line.getInt(FIRST_COUNT);
        into.put("state", count == 0 ? "open" : "closed").put("count", count).put("first count", first);
        if (first < 0 || count < 0 || count > first) {
            into.report(Severity.ERROR, "its count is " + count + " of " + first + " at first");
        }
    }
}
