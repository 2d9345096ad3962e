package dev.shm.internal.region;

import dev.shm.SharedRegion;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets {@code dev.shm.spi} see behind a {@link SharedRegion}, whose own methods are for applications only. */
public final class RegionAccess {
    private static volatile @Nullable Function<SharedRegion, Attachment> opener;

    private RegionAccess() {}

    /** Called once, by {@link SharedRegion} when it is loaded. */
    public static void publish(Function<SharedRegion, Attachment> attachmentOf) {
        opener = attachmentOf;
    }

    /** The attachment of a region. */
    public static Attachment attachment(SharedRegion region) {
        return Objects.requireNonNull(opener).apply(region);
    }
}
