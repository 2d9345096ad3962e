package demo;

/** One producer, one consumer. */
class PairedQueueTest extends SharedQueueTest {
    @Override
    QueueMode mode() {
        return QueueMode.ONE_TO_ONE;
    }
}
