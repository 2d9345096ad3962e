package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.ReadOnlyRegionException;
import dev.shm.SharedRegion;
import dev.shm.collections.SharedTopic.Start;
import dev.shm.collections.internal.topic.TopicProbe;
import dev.shm.spi.OwnerToken;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A topic that never lets a publisher wait. */
class SharedTopicLossyTest extends SharedTopicContract {
    @Override
    TopicOptions options() {
        return TopicOptions.defaults();
    }

    @Test
    void slowSubscriberLosesTheOldestAndIsToldHowMany() {
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            for (long id = 0; id < 10; id++) topic.publish(Tick.of(id));
            assertEquals(6, Tick.idOf(s.poll()));
            assertNumbers(s, 7, 6, 0);
            assertEquals(6, topic.subscribers().get(0).lost());
            topic.publish(Tick.of(10));
            for (long id = 7; id < 11; id++) assertEquals(id, Tick.idOf(s.poll()));
            assertNull(s.poll());
            assertNumbers(s, 11, 6, 0);
        }
    }

    @Test
    void lossIsExactWithManySlots() {
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 1_000, SharedTick.TYPE);
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            assertEquals(1024, topic.capacity());
            for (long id = 0; id < 5_003; id++) topic.publish(Tick.of(id));
            assertEquals(5_003 - 1024, Tick.idOf(s.poll()));
            assertEquals(5_003 - 1024, s.lost());
            assertEquals(1023, s.drain(message -> message.get().checkedId(), 5_000));
            assertEquals(5_003, s.position());
        }
    }

    @Test
    void smallestTopicKeepsOne() {
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 1, SharedTick.TYPE);
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            topic.publish(Tick.of(0));
            assertEquals(0, Tick.idOf(s.poll()));
            topic.publish(Tick.of(1));
            topic.publish(Tick.of(2));
            assertEquals(2, Tick.idOf(s.poll()));
            assertNumbers(s, 3, 1, 0);
        }
    }

    @Test
    void claimOfTheDeadIsSteppedOverAndItsSlotUsedAgain() {
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> s = topic.subscribe();
                TopicProbe probe = TopicProbe.open(name, SharedTick.LAYOUT)) {
            topic.publish(Tick.of(0));
            probe.claim(OwnerToken.of(400, 7));
            topic.publish(Tick.of(2));
            assertEquals(0, Tick.idOf(s.poll()));
            assertEquals(2, await(s));
            assertNumbers(s, 3, 0, 1);
            for (long id = 3; id < 12; id++) {
                topic.publish(Tick.of(id));
                assertEquals(id, Tick.idOf(s.poll()));
            }
            assertNumbers(s, 12, 0, 1);
        }
    }

    @Test
    void claimOfTheDeadInASmallestTopicIsOvercome() {
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 1, SharedTick.TYPE);
                TopicSubscription<Tick, SharedTick> s = topic.subscribe();
                TopicProbe probe = TopicProbe.open(name, SharedTick.LAYOUT)) {
            probe.claim(OwnerToken.of(400, 7));
            topic.publish(Tick.of(1));
            assertEquals(1, await(s));
        }
    }

    /** The probe is alive and stands still in mid-copy. */
    @Test
    void claimThatLastsIsSteppedOverAndItsSlotLeftAloneUntilItsOwnerIsDone() {
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> s = topic.subscribe();
                TopicProbe probe = TopicProbe.open(name, SharedTick.LAYOUT)) {
            long claimed = probe.claim(probe.owner());
            long id = 1;
            for (; id < 13; id++) {
                topic.publish(Tick.of(id));
                assertEquals(id, await(s));
            }
            assertEquals(topic.position(), s.position());
            assertEquals(0, s.lost());
            assertEquals(topic.position() - 12, s.skipped());
            assertTrue(s.skipped() >= 3, "once a lap: " + s);
            assertFalse(probe.publishClaim(claimed, probe.owner()));
            probe.settle(claimed);
            long before = s.skipped();
            for (; id < 25; id++) {
                topic.publish(Tick.of(id));
                assertEquals(id, await(s));
            }
            assertTrue(s.skipped() <= before + 1, s::toString);
        }
    }

    @Test
    void readOnlyProcessSubscribes() throws InterruptedException {
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedTopic<Tick, SharedTick> topic = SharedTopic.in(region, "t", CAPACITY, SharedTick.TYPE)) {
            topic.publish(Tick.of(0));
            try (SharedRegion readOnly = SharedRegion.builder(name).readOnly().open();
                    SharedTopic<Tick, SharedTick> view = SharedTopic.in(readOnly, "t", CAPACITY, SharedTick.TYPE);
                    TopicSubscription<Tick, SharedTick> s = view.subscribe(Start.OLDEST)) {
                assertEquals(0, Tick.idOf(s.poll()));
                assertNull(s.poll(Duration.ofMillis(5)));
                for (long id = 1; id < 8; id++) topic.publish(Tick.of(id));
                assertEquals(4, Tick.idOf(s.take()));
                assertEquals(3, s.lost());
                assertThrows(ReadOnlyRegionException.class, () -> view.publish(Tick.of(1)));
                assertEquals(1, s.drain(message -> {}, 1));
                assertEquals(java.util.List.of(), view.subscribers());
            }
        }
    }

    private static long await(TopicSubscription<Tick, SharedTick> s) {
        try {
            return Tick.idOf(s.poll(Duration.ofSeconds(10)));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
