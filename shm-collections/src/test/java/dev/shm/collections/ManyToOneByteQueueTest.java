package dev.shm.collections;

class ManyToOneByteQueueTest extends SharedByteQueueContract {
    @Override
    QueueMode mode() {
        return QueueMode.MANY_TO_ONE;
    }
}
