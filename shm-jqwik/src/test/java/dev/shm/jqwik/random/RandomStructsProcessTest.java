package dev.shm.jqwik.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.shm.SharedRegion;
import dev.shm.jqwik.StructArbitrary;
import dev.shm.memory.RawMemory;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import dev.shm.struct.StructValues;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.ForcedAddress;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Made-up structs and made-up values of them, to another JVM that maps them elsewhere, and back. */
@NothingLeftBehind
@Timeout(1200)
class RandomStructsProcessTest {
    private static final long SEED = Long.getLong("dev.shm.structs.seed", System.nanoTime());
    private static final int DEFINITIONS = Proof.shortOrFull(12, 500);
    private static final int BATCH = 25;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void valuesGoToAnotherProcessAndBack() throws IOException {
        System.out.println("random structs: " + DEFINITIONS + ", seed " + SEED);
        for (int first = 0; first < DEFINITIONS; first += BATCH) {
            exchange(first, Math.min(BATCH, DEFINITIONS - first));
        }
    }

    private void exchange(int first, int count) throws IOException {
        Path classes = folder.resolve("from" + first);
        Definitions.compile(classes, SEED, first, count);
        Definitions definitions = Definitions.load(classes);
        try (SharedRegion region = SharedRegion.create(64)) {
            Random random = new Random(SEED + first);
            for (int i = first; i < first + count; i++) {
                StructType<Object, Struct> type = definitions.type(i);
                type.write(region.struct("there" + i, type), value(type, random));
            }
            try (ChildJvm child = ChildJvm.of(RandomStructsChild.class)
                    .args(region.name(), classes.toString(), "" + first, "" + count)
                    .mapAt(ForcedAddress.FIRST)
                    .start()) {
                assertNotEquals(region.address(), Long.parseLong(child.awaitLine("mapped at ")));
                child.awaitLine("done");
                child.awaitSuccess();
            }
            for (int i = first; i < first + count; i++) check(region, definitions.type(i), i);
        }
    }

    private static Object value(StructType<Object, Struct> type, Random random) {
        Arbitrary<Object> values = StructArbitrary.of(type);
        Object[] value = {type};
        // Outside a property.
        JqwikSession.run(
                () -> value[0] = values.generator(1000, true).next(random).value());
        return value[0];
    }

    private static void check(SharedRegion region, StructType<Object, Struct> type, int number) {
        Struct there = region.struct("there" + number, type);
        Map<String, @Nullable Object> sent = values(type.layout(), there);
        for (String place : new String[] {"back", "fields"}) {
            Struct found = region.struct(place + number, type);
            String what = place + number + ", seed " + SEED + "\n" + type.layout();
            assertEquals(sent, values(type.layout(), found), what);
            assertEquals(there, found, what);
            assertEquals(there.hashCode(), found.hashCode(), what);
            assertEquals(there.toString(), found.toString(), what);
        }
    }

    /** By the layout alone, so without the generated code. */
    private static Map<String, @Nullable Object> values(StructLayout layout, Struct struct) {
        byte[] bytes = new byte[layout.sizeBytes()];
        RawMemory.copyToArray(StructAccess.readAddress(struct), bytes, 0, bytes.length);
        Reference.reachabilityFence(struct);
        return StructValues.read(layout, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }
}
