package dev.shm.tools;

import dev.shm.SharedRegion;
import dev.shm.collections.QueueOptions;
import dev.shm.collections.SharedByteQueue;
import dev.shm.collections.TopicOptions;
import dev.shm.testkit.Handshake;

/** Another process that is at work at a queue of structs, one of bytes, and a topic, all in one region. */
final class QueueHolder {
    static final QueueOptions SEATS = QueueOptions.defaults().singleProducer().singleConsumer();

    private QueueHolder() {}

    public static void main(String[] args) {
        try (SharedRegion region = SharedRegion.open(args[0]);
                TradeQueue seats = TradeQueue.in(region, "seats", 8, SEATS);
                TradeQueue claims = TradeQueue.in(region, "claims", 8);
                SharedByteQueue bytes = SharedByteQueue.in(region, "bytes", 1024);
                TradeTopic topic = TradeTopic.in(
                        region, "ticks", 8, TopicOptions.defaults().reliable());
                TradeTopic.Subscription subscription = topic.subscribe()) {
            seats.offer(Holder.example());
            seats.poll();
            claims.offer(Holder.example());
            bytes.offer(3, out -> out.write8bit("hi"));
            bytes.claim(100);
            for (int i = 0; i < 5; i++) topic.publish(Holder.example());
            subscription.poll();
            claims.poll(message -> {
                claims.claim();
                Handshake.say("at work");
                Handshake.await("end");
            });
        }
    }
}
