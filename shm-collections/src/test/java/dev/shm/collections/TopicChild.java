package dev.shm.collections;

import dev.shm.memory.KillPoints;
import dev.shm.testkit.Handshake;

/** The other process of {@link SharedTopicProcessTest}. */
final class TopicChild {
    private TopicChild() {}

    /** The message of one that stands still at a step; all take as many steps to publish. */
    static long idOfStraggler(long step) {
        return 1_000_000 * 7 * 13 * (step + 1);
    }

    public static void main(String[] args) throws InterruptedException {
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.open(args[1], SharedTick.TYPE)) {
            switch (args[0]) {
                case "receive" -> receive(topic.subscribe(), Long.parseLong(args[2]));
                case "idle" -> {
                    topic.subscribe();
                    Handshake.say("ready");
                    Handshake.await("end");
                }
                case "stand still" -> standStill(topic);
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
        Handshake.say("done");
    }

    /** Publishes again and again, and stands still at the first, second, third … step of it until told to go on. */
    private static void standStill(SharedTopic<Tick, SharedTick> topic) {
        boolean[] stood = {false};
        for (long step = 1; ; step++) {
            stood[0] = false;
            KillPoints.arm(step, () -> {
                stood[0] = true;
                Handshake.say("stands still");
                Handshake.await("go on");
            });
            topic.publish(Tick.of(idOfStraggler(step)));
            KillPoints.disarm();
            if (!stood[0]) break;
            Handshake.say("published");
            Handshake.await("next");
        }
        Handshake.say("stands still no more");
        Handshake.await("end");
    }

    private static void receive(TopicSubscription<Tick, SharedTick> s, long count) throws InterruptedException {
        Handshake.say("ready");
        for (long id = 0; id < count; id++) {
            Tick tick = s.take();
            if (tick.checkedId() != id) throw new AssertionError("expected " + id + ", got " + tick);
        }
        // A publisher that lost its processor in mid-copy for 1 ms has published again, at a later position.
        if (s.lost() != 0 || s.position() - s.skipped() != count) throw new AssertionError(s.toString());
        Handshake.say("received all");
    }
}
