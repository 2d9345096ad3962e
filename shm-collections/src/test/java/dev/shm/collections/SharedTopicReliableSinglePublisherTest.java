package dev.shm.collections;

/** A reliable topic of one publisher. */
class SharedTopicReliableSinglePublisherTest extends SharedTopicContract {
    @Override
    TopicOptions options() {
        return TopicOptions.defaults().reliable().singlePublisher();
    }
}
