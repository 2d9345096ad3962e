package dev.shm.struct;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether two layouts of one struct can share memory. ABI: what was compatible stays so.
 *
 * <p>The earlier version's fields are where the later one has them, and all that the later one has besides came with a
 * later version. Two of one version have one size and alignment. An enum may have constants appended, as long as its
 * width stays. A struct inside has one version.
 */
final class LayoutEvolution {
    private LayoutEvolution() {}

    static boolean isCompatible(StructLayout one, StructLayout other) {
        if (one.version() > other.version()) return isCompatible(other, one);
        if (!one.name().equals(other.name())) return false;
        boolean isSameVersion = one.version() == other.version();
        boolean isSameSize = one.sizeBytes() == other.sizeBytes() && one.alignment() == other.alignment();
        if (isSameVersion && !isSameSize) return false; // one of them is aligned otherwise
        List<StructField> earlier = one.fields();
        List<StructField> later = other.fields();
        if (earlier.size() > later.size()) return false;
        for (int i = 0; i < earlier.size(); i++) {
            if (!isSame(earlier.get(i), later.get(i))) return false;
        }
        for (StructField added : later.subList(earlier.size(), later.size())) {
            if (added.since() <= one.version()) return false;
        }
        return true;
    }

    private static boolean isSame(StructField one, StructField other) {
        ElementShape a = one.shape();
        ElementShape b = other.shape();
        return one.name().equals(other.name())
                && one.offset() == other.offset()
                && one.sizeBytes() == other.sizeBytes()
                && one.length() == other.length()
                && one.since() == other.since()
                && a.type() == b.type()
                && a.optional() == b.optional()
                && a.maxBytes() == b.maxBytes()
                && a.scale() == b.scale()
                && isSameEnum(a, b)
                && isSameStruct(a.struct(), b.struct());
    }

    private static boolean isSameEnum(ElementShape one, ElementShape other) {
        int common = Math.min(one.constants().size(), other.constants().size());
        return one.alignment() == other.alignment()
                && one.constants().subList(0, common).equals(other.constants().subList(0, common));
    }

    private static boolean isSameStruct(@Nullable StructLayout one, @Nullable StructLayout other) {
        if (one == null || other == null) return one == null && other == null;
        return one.version() == other.version() && one.sizeBytes() == other.sizeBytes() && isCompatible(one, other);
    }
}
