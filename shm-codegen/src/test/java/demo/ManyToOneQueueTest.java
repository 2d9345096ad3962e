package demo;

/** Many producers, one consumer. */
class ManyToOneQueueTest extends SharedQueueTest {
    @Override
    QueueMode mode() {
        return QueueMode.MANY_TO_ONE;
    }
}
