package dev.shm.collections;

import dev.shm.collections.internal.topic.Topic;
import dev.shm.collections.internal.topic.TopicCursor;

/** Where a subscription starts: one that has joined, on its way into the constructor. For generated topics. */
public final class SubscriptionPlace {
    private final Topic topic;
    private final TopicCursor cursor;

    SubscriptionPlace(Topic topic, TopicCursor cursor) {
        this.topic = topic;
        this.cursor = cursor;
    }

    Topic topic() {
        return topic;
    }

    TopicCursor cursor() {
        return cursor;
    }
}
