package demo;

import dev.shm.testkit.Handshake;

/** The other process of {@link HoldingMapProcessTest}. */
final class MapChild {
    private MapChild() {}

    public static void main(String[] args) {
        try (HoldingMap map = args[0].equals("watch") ? HoldingMap.openReadOnly(args[1]) : HoldingMap.open(args[1])) {
            switch (args[0]) {
                case "add" -> add(map, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
                case "watch" -> watch(map, Integer.parseInt(args[2]));
                case "stand-in-update" ->
                    map.update(1, v -> {
                        v.quantity(-1).cost(-1);
                        Handshake.say("inside");
                        Handshake.await("end");
                    });
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
        Handshake.say("done");
    }

    /** Raises both numbers of each key by one, a number of times. */
    private static void add(HoldingMap map, int keys, int rounds) {
        Handshake.say("ready");
        for (int round = 0; round < rounds; round++) {
            for (int key = 0; key < keys; key++) {
                map.compute(key, v -> v.quantity(v.quantity() + 1).cost(v.cost() + 0.5));
            }
        }
    }

    /** Looks until all keys were seen; both numbers always belong together, and never go back. */
    private static void watch(HoldingMap map, int keys) {
        Handshake.say("ready");
        SharedHolding view = SharedHolding.allocate();
        long[] last = new long[keys];
        int seen = 0;
        while (seen < keys) {
            for (int key = 0; key < keys; key++) {
                if (!map.get(key, view)) continue;
                long quantity = view.quantity();
                if (view.cost() != quantity * 0.5 || quantity < last[key] || view.accountId() != key) {
                    throw new AssertionError(key + ": " + view + " after " + last[key]);
                }
                if (last[key] == 0) seen++;
                last[key] = quantity;
            }
        }
    }
}
