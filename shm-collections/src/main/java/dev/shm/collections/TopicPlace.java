package dev.shm.collections;

import dev.shm.SharedRegion;
import dev.shm.collections.internal.topic.Topic;
import dev.shm.struct.StructLayout;

/**
 * Where a topic lies: an opened one on its way into the topic's constructor. For generated topics; applications use
 * their {@code open}, {@code create}, {@code openOrCreate} and {@code in}.
 */
public final class TopicPlace {
    private final Topic topic;

    private TopicPlace(Topic topic) {
        this.topic = topic;
    }

    /** As {@link SharedTopic#create}. */
    public static TopicPlace create(String name, long capacity, StructLayout layout, TopicOptions options) {
        return new TopicPlace(Topic.create(name, capacity, layout, options.modes(), options.waiting()));
    }

    /** As {@link SharedTopic#open}. */
    public static TopicPlace open(String name, StructLayout layout, WaitStrategy waiting) {
        return new TopicPlace(Topic.open(name, layout, waiting));
    }

    /** As {@link SharedTopic#openOrCreate}. */
    public static TopicPlace openOrCreate(String name, long capacity, StructLayout layout, TopicOptions options) {
        return new TopicPlace(Topic.openOrCreate(name, capacity, layout, options.modes(), options.waiting()));
    }

    /** As {@link SharedTopic#in}. */
    public static TopicPlace in(
            SharedRegion region, String name, long capacity, StructLayout layout, TopicOptions options) {
        return new TopicPlace(Topic.in(region, name, capacity, layout, options.modes(), options.waiting()));
    }

    Topic topic() {
        return topic;
    }
}
