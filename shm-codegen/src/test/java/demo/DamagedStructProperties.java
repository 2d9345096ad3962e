package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import dev.shm.struct.Struct;
import dev.shm.struct.StructField;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Any bytes in place of a struct, read through every method: a value, or an exception of ours, and the same whatever
 * lies before and after the struct, so nothing outside was read.
 */
class DamagedStructProperties {
    private static final int GUARD = 64;

    @Property
    void basketIsReadAsAValueOrRefused(@ForAll long seed) throws IllegalAccessException {
        check(SharedBasket.TYPE, SharedBasketTest.example(), seed, 60);
    }

    @Property
    void positionIsReadAsAValueOrRefused(@ForAll long seed) throws IllegalAccessException {
        check(SharedPosition.TYPE, SharedPositionTest.example(), seed, 15);
    }

    @Property
    void fragileIsReadAsAValueOrRefused(@ForAll long seed) throws IllegalAccessException {
        check(SharedFragile.TYPE, Fragile.example(), seed, 40);
    }

    private static <T, S extends Struct> void check(StructType<T, S> type, T example, long seed, int leastAnswers)
            throws IllegalAccessException {
        int size = type.layout().sizeBytes();
        PrivateMemory memory = PrivateMemory.allocate(size + 2L * GUARD);
        S struct = type.newFlyweight();
        struct.bind(memory, GUARD);
        type.write(struct, example);
        damage(memory.base() + GUARD, type.layout(), new Random(seed));
        surround(memory, size, (byte) 0);
        List<String> answers = Readers.answers(struct);
        assertTrue(answers.size() >= leastAnswers, answers.size() + " answers");
        surround(memory, size, (byte) 'z');
        assertEquals(answers, Readers.answers(struct), "what lies around the struct was read");

        type.write(struct, example);
        S whole = type.newFlyweight();
        whole.bind(PrivateMemory.allocate(size), 0);
        type.write(whole, example);
        assertEquals(whole, struct);
        for (int i = 0; i < GUARD; i++) {
            assertEquals('z', RawMemory.getByte(memory.base() + i));
            assertEquals('z', RawMemory.getByte(memory.base() + GUARD + size + i));
        }
    }

    /** A few bytes changed, or all of them; often where a field begins, which says how much there is of it. */
    private static void damage(long address, StructLayout layout, Random random) {
        int size = layout.sizeBytes();
        int changes = random.nextInt(8) == 0 ? size : 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            StructField field =
                    layout.fields().get(random.nextInt(layout.fields().size()));
            int place = random.nextBoolean() ? random.nextInt(size) : field.offset() + random.nextInt(32);
            RawMemory.putByte(address + Math.min(place, size - 1), (byte) random.nextInt());
        }
    }

    private static void surround(PrivateMemory memory, int size, byte value) {
        for (int i = 0; i < GUARD; i++) {
            RawMemory.putByte(memory.base() + i, value);
            RawMemory.putByte(memory.base() + GUARD + size + i, value);
        }
    }
}
