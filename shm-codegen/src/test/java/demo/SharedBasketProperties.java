package demo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import dev.shm.struct.CorruptStructException;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Any bytes in place of a basket. */
class SharedBasketProperties {
    private static final int GUARD = 64;

    private final int size = SharedBasket.LAYOUT.sizeBytes();
    private final PrivateMemory memory = PrivateMemory.allocate(size + 2L * GUARD);
    private final SharedBasket shared = new SharedBasket();

    @Property
    void anyBytesAreAValueOrAnException(@ForAll long seed) {
        Random random = new Random(seed);
        shared.bind(memory, GUARD);
        shared.set(SharedBasketTest.example());
        // A few bytes flipped, or all of them.
        int flips = random.nextInt(8) == 0 ? size : 1 + random.nextInt(4);
        for (int i = 0; i < flips; i++) {
            RawMemory.putByte(memory.base() + GUARD + random.nextInt(size), (byte) random.nextInt());
        }
        byte[] target = new byte[16];
        List<Supplier<?>> accessors = List.of(
                shared::get,
                shared::toString,
                shared::hashCode,
                () -> shared.equals(SharedBasket.allocate()),
                shared.leg()::get,
                shared.legs(1)::get,
                shared.pair()::get,
                () -> shared.moods(1),
                () -> shared.names(0),
                () -> shared.namesEquals(1, "x"),
                () -> shared.appendNamesTo(2, new StringBuilder()),
                () -> shared.blobs(0),
                () -> shared.copyBlobsTo(1, target, 0),
                () -> shared.counts(1),
                () -> shared.ids(0),
                shared::data,
                () -> shared.copyDataTo(target, 0),
                shared::maybe,
                shared::tiny,
                shared::letter,
                shared::weight,
                shared::id,
                shared::at,
                shared::took,
                shared::day,
                shared::price);
        for (Supplier<?> accessor : accessors) {
            try {
                var unused = accessor.get();
            } catch (CorruptStructException expected) {
                assertTrue(String.valueOf(expected.getMessage()).contains("in private memory holds"));
            }
        }
        shared.set(SharedBasketTest.example());
        assertTrue(shared.equals(SharedBasket.allocate().set(SharedBasketTest.example())));
        for (int i = 0; i < GUARD; i++) {
            assertTrue(RawMemory.getByte(memory.base() + i) == 0
                    && RawMemory.getByte(memory.base() + GUARD + size + i) == 0);
        }
    }
}
