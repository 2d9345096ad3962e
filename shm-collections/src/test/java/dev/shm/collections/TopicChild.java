package dev.shm.collections;

import dev.shm.testkit.Handshake;

/** The other process of {@link SharedTopicProcessTest}. */
final class TopicChild {
    private TopicChild() {}

    public static void main(String[] args) throws InterruptedException {
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.open(args[1], SharedTick.TYPE);
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            switch (args[0]) {
                case "receive" -> receive(s, Long.parseLong(args[2]));
                case "idle" -> {
                    Handshake.say("ready");
                    Handshake.await("end");
                }
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
        Handshake.say("done");
    }

    private static void receive(TopicSubscription<Tick, SharedTick> s, long count) throws InterruptedException {
        Handshake.say("ready");
        for (long id = 0; id < count; id++) {
            Tick tick = s.take();
            if (tick.checkedId() != id) throw new AssertionError("expected " + id + ", got " + tick);
        }
        if (s.lost() != 0 || s.skipped() != 0) throw new AssertionError(s.toString());
        Handshake.say("received all");
    }
}
