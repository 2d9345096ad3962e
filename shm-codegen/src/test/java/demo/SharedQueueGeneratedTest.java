package demo;

import dev.shm.collections.SharedQueue;

/** The queue that the processor writes. */
class SharedQueueGeneratedTest extends SharedQueueContract {
    @Override
    QueueMode mode() {
        return QueueMode.MANY_TO_MANY;
    }

    @Override
    SharedQueue<Order, SharedOrder> create(String name, long capacity) {
        return OrderQueue.create(name, capacity);
    }

    @Override
    SharedQueue<Order, SharedOrder> open(String name) {
        return OrderQueue.open(name);
    }

    @Override
    SharedQueue<Order, SharedOrder> openOrCreate(String name, long capacity) {
        return OrderQueue.openOrCreate(name, capacity);
    }
}
