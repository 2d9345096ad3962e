package dev.shm.collections;

/** Which ends of a queue many processes may have at a time. */
enum QueueMode {
    ONE_TO_ONE(true, true),
    MANY_TO_ONE(false, true),
    ONE_TO_MANY(true, false),
    MANY_TO_MANY(false, false);

    final boolean hasOneProducer;
    final boolean hasOneConsumer;

    QueueMode(boolean hasOneProducer, boolean hasOneConsumer) {
        this.hasOneProducer = hasOneProducer;
        this.hasOneConsumer = hasOneConsumer;
    }

    QueueOptions options() {
        QueueOptions options = new QueueOptions();
        options = hasOneProducer ? options.singleProducer() : options.multiProducer();
        return hasOneConsumer ? options.singleConsumer() : options.multiConsumer();
    }
}
