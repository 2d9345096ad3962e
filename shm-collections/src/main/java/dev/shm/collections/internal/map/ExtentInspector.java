package dev.shm.collections.internal.map;

import dev.shm.spi.Description;
import dev.shm.spi.ObjectInspector;
import dev.shm.spi.ObjectView;

/** Names an extent of a map; what is in it, {@link MapInspector} tells. */
public final class ExtentInspector implements ObjectInspector {
    @Override
    public String kind() {
        return MapLayout.EXTENT_KIND;
    }

    @Override
    public String title() {
        return "map extent";
    }

    @Override
    public int version() {
        return MapLayout.VERSION;
    }

    @Override
    public void inspect(ObjectView object, Description into) {
        into.put("of", object.name().substring(0, Math.max(0, object.name().indexOf(':'))));
    }
}
