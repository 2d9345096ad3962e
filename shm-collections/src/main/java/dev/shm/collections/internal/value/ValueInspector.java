package dev.shm.collections.internal.value;

import static dev.shm.collections.internal.value.ValueLayout.*;

import dev.shm.spi.Description;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.ObjectInspector;
import dev.shm.spi.ObjectView;
import dev.shm.spi.OwnerToken;
import dev.shm.spi.OwnerView;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows the latest value, how often one was set, and who is setting one. */
public final class ValueInspector implements ObjectInspector {
    /** How often to look again because the value was changed meanwhile. */
    private static final int LOOKS = 100;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "value";
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public void inspect(ObjectView object, Description into) {
        long stride = object.bytes(STRIDE, Long.BYTES).getLong(0);
        if (stride < 1 || ValueLayout.bodyBytes(stride) > object.bodyBytes()) {
            into.report(Severity.ERROR, "its geometry is damaged: cells " + stride + " bytes apart");
            return;
        }
        writer(object, into);
        long sequence = sequence(object);
        for (int i = 0; ; i++) {
            Map<String, @Nullable Object> value =
                    sequence == 0 ? null : object.structAt(ValueLayout.cell(sequence, stride));
            long after = sequence(object);
            if (after == sequence) {
                into.counter("times set", sequence).put("value", value);
                return;
            }
            if (i == LOOKS) {
                into.counter("times set", after).put("value", "not shown: it changes faster than it can be read");
                return;
            }
            sequence = after;
        }
    }

    private static void writer(ObjectView object, Description into) {
        long word = object.bytes(WRITER, Long.BYTES).getLong(0);
        int token = OwnerToken.in(word);
        if (token == OwnerToken.NOBODY) {
            into.put("writer", null);
            return;
        }
        OwnerView owner = object.region().owner(token);
        owner.describe(into.child("writer"), "it died while it set a value, and the next to set one goes on from there")
                .put("thread", OwnerToken.threadIn(word));
    }

    private static long sequence(ObjectView object) {
        return object.bytes(SEQUENCE, Long.BYTES).getLong(0);
    }
}
