package dev.shm.internal.region;

import dev.shm.spi.Description;
import dev.shm.spi.ObjectInspector;
import dev.shm.spi.ObjectView;

/** Shows a struct's values by field name. */
public final class StructInspector implements ObjectInspector {
    @Override
    public String kind() {
        return CoreKinds.STRUCT;
    }

    @Override
    public String title() {
        return "struct";
    }

    @Override
    public int version() {
        return CoreKinds.VERSION;
    }

    @Override
    public void inspect(ObjectView object, Description into) {
        into.put("values", object.structAt(0));
    }
}
