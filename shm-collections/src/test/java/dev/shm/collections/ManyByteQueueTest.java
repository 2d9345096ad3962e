package dev.shm.collections;

class ManyByteQueueTest extends SharedByteQueueContract {
    @Override
    QueueMode mode() {
        return QueueMode.MANY_TO_MANY;
    }
}
