package dev.shm.jqwik;

import dev.shm.memory.RawMemory;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import dev.shm.struct.StructValues;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.arbitraries.ArbitraryDecorator;
import org.jspecify.annotations.Nullable;

/**
 * Values of an annotated class: every value that its struct can hold, and none that it cannot.
 *
 * <p>Texts and bytes keep within {@code @MaxBytes} and fill it, arrays have their length, decimals their scale; what
 * may be null sometimes is; the edges of each type come early, and failures shrink field by field. Fields that the
 * struct leaves out are as the constructor has them.
 *
 * <pre>{@code
 * @Property
 * void comesBack(@ForAll Trade trade) {
 *     SharedTrade shared = SharedTrade.allocate().set(trade);
 *     assertEquals(shared, SharedTrade.allocate().set(shared.get()));  // by content: a POJO need have no equals
 * }
 *
 * @Provide
 * Arbitrary<Trade> small() {
 *     return StructArbitrary.of(SharedTrade.TYPE).with("quantity", Arbitraries.integers().between(1, 100));
 * }
 * }</pre>
 *
 * <p>A class whose constructor or setters refuse values needs {@link #with} for those fields, or {@code
 * ignoreException}. Immutable; any thread may call any method.
 *
 * @param <T> the annotated class
 */
public final class StructArbitrary<T> extends ArbitraryDecorator<T> {
    private final StructType<T, ?> type;
    private final FieldArbitraries fields;

    private StructArbitrary(StructType<T, ?> type, FieldArbitraries fields) {
        this.type = type;
        this.fields = fields;
    }

    /** All values of a struct; null is none of them. */
    public static <T> StructArbitrary<T> of(StructType<T, ?> type) {
        return new StructArbitrary<>(type, FieldArbitraries.of(type.layout()));
    }

    /**
     * The same with other values for a field.
     *
     * @param values of the field's type; an array as a list, a struct as a map by field name
     * @throws IllegalArgumentException if there is no such field
     */
    public StructArbitrary<T> with(String fieldName, Arbitrary<? extends @Nullable Object> values) {
        return new StructArbitrary<>(type, fields.with(fieldName, values));
    }

    @Override
    protected Arbitrary<T> arbitrary() {
        return fields.values().map(values -> read(type, values));
    }

    private static <T, S extends Struct> T read(StructType<T, S> type, Map<String, @Nullable Object> values) {
        StructLayout layout = type.layout();
        byte[] bytes = new byte[layout.sizeBytes()];
        StructValues.write(layout, values, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        S flyweight = StructAccess.allocate(type.newFlyweight());
        RawMemory.copyFromArray(bytes, 0, StructAccess.writeAddress(flyweight), bytes.length);
        T value = type.read(flyweight);
        Reference.reachabilityFence(flyweight);
        return value;
    }
}
