package dev.shm.benchmarks.queue;

import dev.shm.collections.QueueOptions;
import java.util.function.Consumer;

/** Ours, of 64 bytes. */
final class ShmEightWords implements Transport {
    private final EightWordsQueue queue;
    private final Inbox inbox;
    private final Consumer<SharedEightWords> handler = this::show;

    ShmEightWords(String name, int slots, QueueOptions options, Inbox inbox) {
        this.queue = EightWordsQueue.openOrCreate(name, slots, options);
        this.inbox = inbox;
    }

    @Override
    public boolean offer(long first) {
        return queue.offer(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, first + 7);
    }

    @Override
    public int poll(int most) {
        return queue.drain(handler, most);
    }

    private void show(SharedEightWords message) {
        long a = message.a();
        long sum = a + message.b() + message.c() + message.d() + message.e() + message.f() + message.g() + message.h();
        inbox.message(a, sum);
    }

    @Override
    public void close() {
        queue.close();
    }
}
