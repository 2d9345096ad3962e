package demo;

import dev.shm.collections.SharedQueue;

/** The queue whose type is chosen at run time, for many producers and many consumers. */
class SharedQueueTest extends SharedQueueContract {
    @Override
    QueueMode mode() {
        return QueueMode.MANY_TO_MANY;
    }

    @Override
    SharedQueue<Order, SharedOrder> create(String name, long capacity) {
        return SharedQueue.create(name, capacity, SharedOrder.TYPE, mode().options());
    }

    @Override
    SharedQueue<Order, SharedOrder> open(String name) {
        return SharedQueue.open(name, SharedOrder.TYPE);
    }

    @Override
    SharedQueue<Order, SharedOrder> openOrCreate(String name, long capacity) {
        return SharedQueue.openOrCreate(name, capacity, SharedOrder.TYPE, mode().options());
    }
}
