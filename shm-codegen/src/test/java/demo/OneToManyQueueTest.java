package demo;

/** One producer, many consumers. */
class OneToManyQueueTest extends SharedQueueTest {
    @Override
    QueueMode mode() {
        return QueueMode.ONE_TO_MANY;
    }
}
