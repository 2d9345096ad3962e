package dev.shm.jqwik;

import dev.shm.struct.StructType;
import java.util.Collections;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/**
 * Makes {@code @ForAll Trade trade} work where {@code Trade} is a {@code @SharedStruct}, and
 * {@code @ForAll List<Trade>} with it. jqwik finds this class by itself once the module is on the class path.
 *
 * <p>Stateless; any thread may call any method.
 */
public final class StructArbitraryProvider implements ArbitraryProvider {
    @Override
    public boolean canProvideFor(TypeUsage targetType) {
        return StructTypes.of(targetType.getRawType()) != null;
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage targetType, SubtypeProvider subtypeProvider) {
        StructType<?, ?> type = StructTypes.of(targetType.getRawType());
        return type == null ? Collections.emptySet() : Set.of(StructArbitrary.of(type));
    }
}
