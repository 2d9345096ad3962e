package dev.shm.benchmarks.queue;

import dev.shm.collections.QueueOptions;
import java.util.function.Consumer;

/** Ours, of 16 bytes. */
final class ShmTwoWords implements Transport {
    private final TwoWordsQueue queue;
    private final Inbox inbox;
    private final Consumer<SharedTwoWords> handler = this::show;

    ShmTwoWords(String name, int slots, QueueOptions options, Inbox inbox) {
        this.queue = TwoWordsQueue.openOrCreate(name, slots, options);
        this.inbox = inbox;
    }

    @Override
    public boolean offer(long first) {
        return queue.offer(first, first + 1);
    }

    @Override
    public int poll(int most) {
        return queue.drain(handler, most);
    }

    private void show(SharedTwoWords message) {
        long a = message.a();
        inbox.message(a, a + message.b());
    }

    @Override
    public void close() {
        queue.close();
    }
}
