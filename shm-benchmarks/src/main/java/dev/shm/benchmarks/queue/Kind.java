package dev.shm.benchmarks.queue;

import dev.shm.collections.QueueOptions;
import dev.shm.collections.TopicOptions;
import dev.shm.collections.WaitStrategy;
import java.util.List;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;

/** The queues that are compared. */
enum Kind {
    AGRONA_ONE_TO_ONE("Agrona 1-1"),
    AGRONA_MANY_TO_ONE("Agrona n-1"),
    AERON_EXCLUSIVE("Aeron 1-1"),
    AERON_CONCURRENT("Aeron n-1"),
    AERON_TO_TWO("Aeron 1-2"),
    SHM_ONE_TO_ONE("SharedQueue 1-1"),
    SHM_MANY_TO_ONE("SharedQueue n-1"),
    SHM_MANY_TO_MANY("SharedQueue n-n"),
    SHM_TO_TWO("SharedTopic 1-2");

    static final String OPENED_FOR_AGRONA = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean isAeron() {
        return this == AERON_EXCLUSIVE || this == AERON_CONCURRENT || this == AERON_TO_TWO;
    }

    /** Whether all who receive get each message. */
    boolean isTopic() {
        return this == AERON_TO_TWO || this == SHM_TO_TWO;
    }

    boolean isOurs() {
        return compareTo(SHM_ONE_TO_ONE) >= 0;
    }

    /** What the JVMs need that use it. */
    List<String> jvmArgs() {
        return isOurs() ? List.of() : List.of(OPENED_FOR_AGRONA);
    }

    /**
     * Opens an end of a queue.
     *
     * @param channel which of those that are there
     */
    Transport open(QueuePlan plan, int channel, Inbox inbox) {
        return switch (this) {
            case AGRONA_ONE_TO_ONE ->
                new AgronaRing(plan.file(channel), plan.slots(), peer(plan, inbox), OneToOneRingBuffer::new);
            case AGRONA_MANY_TO_ONE ->
                new AgronaRing(plan.file(channel), plan.slots(), peer(plan, inbox), ManyToOneRingBuffer::new);
            case AERON_EXCLUSIVE, AERON_TO_TWO -> new AeronIpc(plan.directory(), channel, true, peer(plan, inbox));
            case AERON_CONCURRENT -> new AeronIpc(plan.directory(), channel, false, peer(plan, inbox));
            case SHM_ONE_TO_ONE ->
                shm(plan, channel, new QueueOptions().singleProducer().singleConsumer(), inbox);
            case SHM_MANY_TO_ONE ->
                shm(plan, channel, new QueueOptions().multiProducer().singleConsumer(), inbox);
            case SHM_MANY_TO_MANY ->
                shm(plan, channel, new QueueOptions().multiProducer().multiConsumer(), inbox);
            case SHM_TO_TWO -> topic(plan, channel, inbox);
        };
    }

    /** As Aeron's: nothing is lost, and the slowest subscriber holds the publisher back. */
    private static Transport topic(QueuePlan plan, int channel, Inbox inbox) {
        TopicOptions options =
                TopicOptions.defaults().reliable().singlePublisher().waitStrategy(WaitStrategy.YIELD);
        String name = plan.name(channel);
        return plan.words() == 2
                ? new TopicTwoWords(name, plan.slots(), options, inbox)
                : new TopicEightWords(name, plan.slots(), options, inbox);
    }

    private static PeerMessage peer(QueuePlan plan, Inbox inbox) {
        return new PeerMessage(plan.words(), inbox);
    }

    private static Transport shm(QueuePlan plan, int channel, QueueOptions options, Inbox inbox) {
        String name = plan.name(channel);
        return plan.words() == 2
                ? new ShmTwoWords(name, plan.slots(), options, inbox)
                : new ShmEightWords(name, plan.slots(), options, inbox);
    }
}
