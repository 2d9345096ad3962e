package dev.shm.benchmarks.queue;

import dev.shm.SharedRegion;
import dev.shm.benchmarks.pair.CleanUp;
import dev.shm.benchmarks.pair.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a run is about: which queue, where, with which messages; the first arguments of each side.
 *
 * @param words of a message, 2 or 8
 * @param slots messages that have room
 * @param others how many processes there are besides side 0, which send to it or, with a topic, receive from it
 * @param warmUp messages before those that are measured, of all who send
 * @param messages that are measured, of all who send
 */
record QueuePlan(Kind kind, String name, int words, int slots, int others, long warmUp, long messages) {
    private static final int ARGS = 7;
    private static final int CHANNELS = 2;
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    /** At a place of its own. */
    static QueuePlan of(Kind kind, int words, int slots, int others, long warmUp, long messages) {
        return new QueuePlan(kind, "queue-" + UUID.randomUUID(), words, slots, others, warmUp, messages);
    }

    /** How many processes send. */
    int senders() {
        return kind.isTopic() ? 1 : others;
    }

    /** Whether a side sends, or else receives. */
    boolean sends(int side) {
        return kind.isTopic() == (side == 0);
    }

    /** In a child. */
    static QueuePlan of(Side side) {
        return new QueuePlan(
                Kind.valueOf(side.arg(0)),
                side.arg(1),
                Integer.parseInt(side.arg(2)),
                Integer.parseInt(side.arg(3)),
                Integer.parseInt(side.arg(4)),
                Long.parseLong(side.arg(5)),
                Long.parseLong(side.arg(6)));
    }

    /** An argument of the driver's own, after the plan's. */
    static long more(Side side, int index) {
        return Long.parseLong(side.arg(ARGS + index));
    }

    /** For a child, with more. */
    String[] args(long... more) {
        List<String> args = new ArrayList<>(List.of(kind.name(), name));
        for (long number : new long[] {words, slots, others, warmUp, messages}) args.add(Long.toString(number));
        for (long number : more) args.add(Long.toString(number));
        return args.toArray(String[]::new);
    }

    String name(int channel) {
        return name + "." + channel;
    }

    Path file(int channel) {
        return SHARED_MEMORY.resolve(name(channel));
    }

    Path directory() {
        return SHARED_MEMORY.resolve(name);
    }

    /** Says how what the processes leave is removed. */
    void addTo(CleanUp cleanUp) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            String region = name(channel);
            Path file = file(channel);
            if (kind.isOurs()) cleanUp.add(() -> SharedRegion.delete(region));
            else cleanUp.add(() -> Files.deleteIfExists(file));
        }
        // Aeron's media driver removes it as well, unless it is killed.
        if (kind.isAeron()) cleanUp.add(() -> CleanUp.deleteAll(directory()));
    }
}
