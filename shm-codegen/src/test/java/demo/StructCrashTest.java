package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.struct.CorruptStructException;
import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.FrozenChild;
import dev.shm.testkit.FrozenSweep;
import dev.shm.testkit.KillSweep;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process dies at each store of each setter: every field is old or new, or null where it is longer than a word. */
@NothingLeftBehind
@Timeout(300)
class StructCrashTest {
    static final String BASKET = "basket";

    private static final FrozenChild CHILD = FrozenChild.of(StructVictim.class);

    private final String name = "struct-" + UUID.randomUUID();

    @AfterAll
    static void closeChild() {
        CHILD.close();
    }

    @AfterEach
    void deleteRegion() {
        SharedRegion.delete(name);
    }

    /** One setter after another: those before are done, those after have done nothing. */
    @Test
    void setterLeavesOldOrNewOrNull() {
        prepare(name);
        long points = FrozenSweep.of("all setters of a struct")
                .files(Path.of("/dev/shm"), name)
                .run(CHILD, List.of("setters", name), n -> checkSetters(name, true));
        assertTrue(points > BasketStep.ALL.size(), points + " points");
        checkSetters(name, false);
    }

    @Test
    void wholeValueLeavesEachFieldOldOrNewOrNull() {
        prepare(name);
        FrozenSweep.of("set of a whole value").files(Path.of("/dev/shm"), name).run(CHILD, List.of("set", name), n -> {
            try (SharedRegion region = SharedRegion.open(name)) {
                SharedBasket basket = region.struct(BASKET, SharedBasket.TYPE);
                for (BasketStep step : BasketStep.ALL) assertTrue(step.isWhole(basket), () -> describe(step, basket));
                basket.get();
            }
        });
    }

    /** Documented to leave a mix: each word of it old or new, and nothing that is read outside the struct. */
    @Test
    void copiedStructIsAValueOrAnExceptionOfOurs() {
        prepare(name);
        FrozenSweep.of("copyFrom of a struct").files(Path.of("/dev/shm"), name).run(CHILD, List.of("copy", name), n -> {
            try (SharedRegion region = SharedRegion.open(name)) {
                SharedBasket basket = region.struct(BASKET, SharedBasket.TYPE);
                for (BasketStep step : BasketStep.ALL) {
                    try {
                        boolean whole = step.isWhole(basket);
                        assertTrue(whole || step.byNull(), () -> describe(step, basket));
                    } catch (CorruptStructException e) {
                        assertTrue(step.byNull(), step::name);
                    }
                }
            }
        });
    }

    /** Real deaths. */
    @Test
    void killedSetterLeavesOldOrNewOrNull() {
        KillSweep.of("setters of a struct, killed")
                .limit(5)
                .run(
                        n -> {
                            prepare(name + n);
                            return victim("setters", name + n);
                        },
                        (n, died) -> {
                            try {
                                checkSetters(name + n, died);
                            } finally {
                                SharedRegion.delete(name + n);
                            }
                        });
    }

    private static void checkSetters(String region, boolean died) {
        try (SharedRegion opened = SharedRegion.open(region)) {
            SharedBasket basket = opened.struct(BASKET, SharedBasket.TYPE);
            List<BasketStep> steps = BasketStep.ALL;
            int done = 0;
            while (done < steps.size() && steps.get(done).isAfter(basket)) done++;
            if (!died) assertEquals(steps.size(), done, basket::toString);
            if (done == steps.size()) return;
            BasketStep dying = steps.get(done);
            assertTrue(dying.isWhole(basket), () -> describe(dying, basket));
            for (BasketStep later : steps.subList(done + 1, steps.size())) {
                assertTrue(later.isBefore(basket), () -> describe(later, basket));
            }
            dying.setAfter(basket);
            assertTrue(dying.isAfter(basket), () -> describe(dying, basket));
        }
    }

    private static String describe(BasketStep step, SharedBasket basket) {
        return step.name() + " is " + step.getter().apply(basket) + " in " + basket;
    }

    private static void prepare(String region) {
        try (SharedRegion made = SharedRegion.create(region, 64)) {
            SharedBasket basket = made.struct(BASKET, SharedBasket.TYPE);
            for (BasketStep step : BasketStep.ALL) step.setBefore(basket);
        }
    }

    private static ChildCommand victim(String operation, String region) {
        return ChildJvm.of(StructVictim.class).args(operation, region);
    }
}
