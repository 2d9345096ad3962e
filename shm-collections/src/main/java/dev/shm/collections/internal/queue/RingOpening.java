package dev.shm.collections.internal.queue;

import dev.shm.LayoutMismatchException;
import dev.shm.SharedRegion;
import dev.shm.spi.RegionObject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ways to a ring: made, joined or either, in a region of its own or in a place of another; checked against what was
 * asked for.
 */
public final class RingOpening {
    private RingOpening() {}

    /** Creates a ring in a region of its own. */
    public static RingHandle create(String name, long capacity, RingMessages messages, RingOptions options) {
        RingGeometry wanted = messages.geometry(capacity, options.modes());
        return checked(() -> RegionObject.create(name, messages.spec(wanted)), messages, wanted, options);
    }

    /** Joins or creates a ring in a region of its own. */
    public static RingHandle openOrCreate(String name, long capacity, RingMessages messages, RingOptions options) {
        RingGeometry wanted = messages.geometry(capacity, options.modes());
        return checked(() -> RegionObject.openOrCreate(name, messages.spec(wanted)), messages, wanted, options);
    }

    /** Joins a ring in a region of its own. */
    public static RingHandle open(String name, RingMessages messages, RingOptions options) {
        return checked(() -> messages.open(name), messages, null, options);
    }

    /** Joins or creates a ring as a named object of a region. */
    public static RingHandle in(
            SharedRegion region, String name, long capacity, RingMessages messages, RingOptions options) {
        RingGeometry wanted = messages.geometry(capacity, options.modes());
        return checked(() -> RegionObject.in(region, name, messages.spec(wanted)), messages, wanted, options);
    }

    private static RingHandle checked(
            Supplier<RegionObject> place, RingMessages messages, @Nullable RingGeometry wanted, RingOptions options) {
        RegionObject object = place.get();
        try {
            RingGeometry found = messages.read(object);
            if (wanted != null && found.capacity() != wanted.capacity()) {
                throw new LayoutMismatchException("queue '" + object.name() + "' has room for "
                        + found.describeCapacity() + " and room for " + wanted.describeCapacity()
                        + " is asked for. Ask for the same, use open(name), or delete the region");
            }
            if (!options.accepts(found.modes())) {
                throw new LayoutMismatchException("queue '" + object.name() + "' is for "
                        + RingGeometry.describe(found.modes()) + ", and asked for is "
                        + options.describe() + ". Ask for the same, or for neither, or delete the region");
            }
            return new RingHandle(Ring.of(object, found), options.waitStrategy());
        } catch (Throwable e) {
            object.close();
            throw e;
        }
    }
}
