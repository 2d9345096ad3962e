package dev.shm.benchmarks.map;

import dev.shm.benchmarks.pair.Allocation;
import dev.shm.testkit.Handshake;
import java.util.List;

/**
 * A JVM with a map: told an operation, a count and a seed, it does that and says how long it took and what it
 * allocated; told to stop, it ends.
 */
final class MapSide {
    static final String DONE = "done ";
    static final String STOP = "stop";

    private final Table table;
    private final int entries;

    private MapSide(Table table, int entries) {
        this.table = table;
        this.entries = entries;
    }

    /** Arguments: kind, name, whether keys are texts, entries. */
    public static void main(String[] args) {
        int entries = Integer.parseInt(args[3]);
        Handshake.say("joined"); // from now on this JVM ends when the driver does
        try (Table table = MapKind.valueOf(args[0]).open(args[1], Boolean.parseBoolean(args[2]), entries)) {
            Handshake.say(DONE);
            new MapSide(table, entries).run();
        }
    }

    private void run() {
        while (true) { // for the driver
            List<String> words = List.of(Handshake.await().split(" ", -1));
            if (words.get(0).equals(STOP)) return;
            MapOp op = MapOp.valueOf(words.get(0));
            Order order = new Order(Long.parseLong(words.get(2)));
            int count = Integer.parseInt(words.get(1));
            Allocation allocation = new Allocation();
            long start = System.nanoTime();
            op.run(table, entries, count, order);
            long nanos = System.nanoTime() - start;
            double allocated = allocation.bytes();
            Handshake.say(DONE + nanos + " " + allocated + " " + table.reservedBytes() + " " + order.kept());
        }
    }
}
