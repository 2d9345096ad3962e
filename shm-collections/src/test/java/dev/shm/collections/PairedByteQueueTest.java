package dev.shm.collections;

class PairedByteQueueTest extends SharedByteQueueContract {
    @Override
    QueueMode mode() {
        return QueueMode.ONE_TO_ONE;
    }
}
