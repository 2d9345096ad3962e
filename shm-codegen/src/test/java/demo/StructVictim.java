package demo;

import dev.shm.SharedRegion;
import dev.shm.memory.KillPoints;
import dev.shm.testkit.KillAt;

/** The process that dies in {@link StructCrashTest}. */
final class StructVictim {
    private StructVictim() {}

    public static void main(String[] args) {
        try (SharedRegion region = SharedRegion.open(args[1])) {
            SharedBasket basket = region.struct(StructCrashTest.BASKET, SharedBasket.TYPE);
            SharedBasket after = SharedBasket.allocate();
            for (BasketStep step : BasketStep.ALL) step.setAfter(after);
            Basket value = after.get();
            Runnable operation =
                    switch (args[0]) {
                        case "setters" -> () -> BasketStep.ALL.forEach(step -> step.setAfter(basket));
                        case "set" -> () -> basket.set(value);
                        case "copy" -> () -> basket.copyFrom(after);
                        default -> throw new IllegalArgumentException(args[0]);
                    };
            KillAt.during(KillPoints::arm, KillPoints::disarm, operation);
        }
    }
}
