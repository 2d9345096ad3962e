package dev.shm.spi;

import dev.shm.struct.StructLayout;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a data structure asks of its place in a region.
 *
 * @param kind eight ASCII characters that name the structure
 * @param version of the structure's layout
 * @param layout of what it holds; null if it holds nothing of the user's
 * @param bodyBytes that the structure itself needs
 * @param initializer writes the body of a new object, which is all zero, before anybody else sees it
 */
public record RegionObjectSpec(
        String kind, int version, @Nullable StructLayout layout, long bodyBytes, Consumer<RegionObject> initializer) {
    public RegionObjectSpec {
        if (kind.getBytes(StandardCharsets.US_ASCII).length != Long.BYTES) {
            throw new IllegalArgumentException("kind '" + kind + "' is not eight characters");
        }
    }

    String text() {
        return layout == null ? "" : layout.text();
    }
}
