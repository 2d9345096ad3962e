package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.ForcedAddress;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A value between processes that map it at different addresses. */
@NothingLeftBehind
@Timeout(120)
class SharedValueProcessTest {
    private static final long SETS = Proof.shortOrFull(1_000_000L, 100_000_000L);
    private static final long ADDS = Proof.shortOrFull(50_000L, 1_000_000L);

    private final String name = "value-" + UUID.randomUUID();

    @AfterEach
    void deleteValue() {
        SharedRegion.delete(name);
    }

    /** As many sets as the machine can do, so that copies and sets meet at all instructions. */
    @Test
    void noReaderSeesAMixtureOrGoesBack() {
        try (SharedValue<Tick> value = SharedValue.create(name, SharedTick.TYPE);
                ChildJvm writer = child("set", SETS, ForcedAddress.FIRST);
                ChildJvm reader = child("get", SETS, ForcedAddress.SECOND)) {
            writer.awaitLine("ready");
            reader.awaitLine("ready");
            String here = ValueChild.follow(value, SETS);
            System.out.println("torn reads none: " + here + ", in another process " + reader.awaitLine("followed "));
            reader.awaitSuccess();
            writer.awaitSuccess();
            assertEquals(SETS, value.timesSet());
        }
    }

    @Test
    void readOnlyProcessFollows() {
        long sets = 20_000;
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedValue<Tick> value = SharedValue.in(region, ValueChild.PLACE, SharedTick.TYPE);
                ChildJvm reader = child("look", sets, ForcedAddress.FIRST)) {
            reader.awaitLine("ready");
            for (long id = 1; id <= sets; id++) value.set(Tick.of(id));
            reader.awaitLine("followed ");
            reader.awaitSuccess();
        }
    }

    @Test
    void noUpdateOfTwoProcessesIsLost() {
        try (SharedValue<Tick> value = SharedValue.create(name, SharedTick.TYPE);
                ChildJvm first = child("add", ADDS, ForcedAddress.FIRST);
                ChildJvm second = child("add", ADDS, ForcedAddress.SECOND)) {
            first.awaitLine("ready");
            second.awaitLine("ready");
            first.send("go");
            second.send("go");
            first.awaitSuccess();
            second.awaitSuccess();
            assertEquals(2 * ADDS, Tick.idOf(value.get()));
            assertEquals(2 * ADDS, value.timesSet());
        }
    }

    /** At each step of setting, the process alive and standing there: the value before, or the new one, at once. */
    @Test
    void writerThatStandsStillHoldsNoReaderUp() {
        try (SharedValue<Tick> value = SharedValue.create(name, SharedTick.TYPE);
                ChildJvm straggler = ChildJvm.of(ValueChild.class)
                        .args("stand still", name)
                        .property("dev.shm.killPoints", "true")
                        .start()) {
            long step = 1;
            value.set(Tick.of(1_000));
            while (straggler.awaitLine("stands still").isEmpty()) {
                for (int i = 0; i < 100; i++) {
                    long id = Tick.idOf(value.get());
                    assertTrue(id == 1_000 + step || id == 1_000 + step - 1, id + " at step " + step);
                }
                straggler.send("go on");
                straggler.awaitLine("has set");
                step++;
            }
            straggler.awaitSuccess();
            assertTrue(step > 10, "only " + step + " steps");
        }
    }

    private ChildJvm child(String role, long count, long address) {
        return ChildJvm.of(ValueChild.class)
                .args(role, name, Long.toString(count))
                .mapAt(address)
                .start();
    }
}
