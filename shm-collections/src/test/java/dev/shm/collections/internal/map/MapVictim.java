package dev.shm.collections.internal.map;

import dev.shm.memory.KillPoints;
import dev.shm.testkit.KillAt;

/** The process that dies in {@link MapTableCrashTest}. */
final class MapVictim {
    private MapVictim() {}

    public static void main(String[] args) {
        String operation = args[0];
        String name = args[1];
        long key = Long.parseLong(args[2]);
        if (operation.equals("create")) {
            during(() -> TestMap.create(name, TestMap.SMALL_SEGMENT_BYTES).close());
            return;
        }
        try (TestMap map = TestMap.open(name)) {
            map.get(key); // what is read first is loaded before points are counted
            during(() -> run(operation, map, key));
        }
    }

    private static void during(Runnable operation) {
        KillAt.during(KillPoints::arm, KillPoints::disarm, operation);
    }

    private static void run(String operation, TestMap map, long key) {
        switch (operation) {
            case "put" -> map.put(key, newValue(key));
            case "add" -> map.add(key, newValue(key) - key);
            case "still" -> {
                while (map.getStill(key) == null) Thread.onSpinWait(); // others at work may have the lock
            }
            case "remove" -> map.remove(key);
            case "clear" -> map.table.clear();
            case "compact" -> map.table.compact();
            default -> throw new IllegalArgumentException(operation);
        }
    }

    /** What the operations put; before, each key has itself. */
    static long newValue(long key) {
        return key + 1_000_000;
    }
}
