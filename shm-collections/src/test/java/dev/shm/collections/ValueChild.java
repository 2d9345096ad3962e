package dev.shm.collections;

import dev.shm.SharedRegion;
import dev.shm.memory.KillPoints;
import dev.shm.struct.StructAccess;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.KillAt;
import java.nio.file.Path;

/** The other process of {@link SharedValueProcessTest} and {@link SharedValueCrashTest}. */
final class ValueChild {
    /** Ledger: the last id whose call to set has returned. */
    static final int COMMITTED = 0;

    /** The place of the value in a region that is opened to read only. */
    static final String PLACE = "last";

    private ValueChild() {}

    public static void main(String[] args) {
        String name = args[1];
        switch (args[0]) {
            case "set" -> set(name, Long.parseLong(args[2]));
            case "get" -> get(name, Long.parseLong(args[2]));
            case "look" -> look(name, Long.parseLong(args[2]));
            case "add" -> add(name, Long.parseLong(args[2]));
            case "stand still" -> standStill(name);
            default -> die(args[0], name, Ledger.open(Path.of(args[2])));
        }
        Handshake.say("done");
    }

    private static SharedValue<Tick> open(String name) {
        return SharedValue.open(name, SharedTick.TYPE);
    }

    private static void set(String name, long count) {
        try (SharedValue<Tick> value = open(name)) {
            Handshake.say("ready");
            for (long id = 1; id <= count; id++) value.set(Tick.of(id));
        }
    }

    private static void get(String name, long last) {
        try (SharedValue<Tick> value = open(name)) {
            Handshake.say("ready");
            Handshake.say("followed " + follow(value, last));
        }
    }

    private static void look(String name, long last) {
        try (SharedRegion region = SharedRegion.builder(name).readOnly().open();
                SharedValue<Tick> value = SharedValue.in(region, PLACE, SharedTick.TYPE)) {
            Handshake.say("ready");
            Handshake.say("followed " + follow(value, last));
        }
    }

    /** Every value whole, and none older than the one before; how many there were. */
    static String follow(SharedValue<Tick> value, long last) {
        SharedTick view = StructAccess.allocate(new SharedTick());
        long gets = 0;
        long changes = 0;
        long before = 0;
        while (before < last) { // for the writer
            Tick tick = gets++ % 2 == 0 ? value.get() : value.get(view) ? view.get() : null;
            if (tick == null) continue;
            long id = tick.checkedId();
            if (id < before) throw new AssertionError(id + " after " + before);
            if (id > before) changes++;
            before = id;
        }
        return changes + " changes in " + gets + " gets";
    }

    private static void add(String name, long count) {
        try (SharedValue<Tick> value = open(name)) {
            Handshake.say("ready");
            Handshake.await("go");
            for (long n = 0; n < count; n++)
                value.updateAndGet(before -> Tick.of(before == null ? 1 : before.checkedId() + 1));
        }
    }

    /** Sets again and again, and stands still at the first, second, third … step of it until told to go on. */
    private static void standStill(String name) {
        try (SharedValue<Tick> value = open(name)) {
            boolean[] stood = {true};
            for (long step = 1; stood[0]; step++) {
                stood[0] = false;
                KillPoints.arm(step, () -> {
                    stood[0] = true;
                    Handshake.say("stands still");
                    Handshake.await("go on");
                });
                value.set(Tick.of(1_000 + step));
                KillPoints.disarm();
                Handshake.say(stood[0] ? "has set" : "stands still no more, steps " + step);
            }
        }
    }

    private static void die(String operation, String name, Ledger ledger) {
        if (operation.equals("create")) {
            KillAt.during(KillPoints::arm, KillPoints::disarm, () -> SharedValue.create(name, SharedTick.TYPE));
            return;
        }
        try (SharedValue<Tick> value = open(name)) {
            long next = ledger.get(COMMITTED) + 1;
            SharedTick flyweight = StructAccess.allocate(new SharedTick());
            Tick.fill(flyweight, next);
            Runnable step =
                    switch (operation) {
                        case "die setting" -> () -> value.set(Tick.of(next));
                        case "die setting a flyweight" -> () -> value.set(flyweight);
                        case "die updating" -> () -> value.updateAndGet(before -> Tick.of(Tick.idOf(before) + 1));
                        case "die getting" -> () -> Tick.idOf(value.get());
                        default -> throw new IllegalArgumentException(operation);
                    };
            KillAt.during(KillPoints::arm, KillPoints::disarm, () -> {
                step.run();
                if (!operation.equals("die getting")) ledger.set(COMMITTED, next);
            });
        }
    }
}
