package dev.shm.collections;

class OneToManyByteQueueTest extends SharedByteQueueContract {
    @Override
    QueueMode mode() {
        return QueueMode.ONE_TO_MANY;
    }
}
