package dev.shm.collections;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ticks in slots. */
record StructTicks(SharedQueue<Tick, SharedTick> queue) implements TickQueue {
    @Override
    public String name() {
        return queue.name();
    }

    @Override
    public long capacity() {
        return queue.capacity();
    }

    @Override
    public boolean offer(Tick tick) {
        return queue.offer(tick);
    }

    @Override
    public int offerAll(List<Tick> ticks) {
        return queue.offerAll(ticks);
    }

    @Override
    public boolean fill(long id) {
        return queue.offer(slot -> Tick.fill(slot, id));
    }

    @Override
    public boolean fillAndThrow(RuntimeException thrown) {
        return queue.offer(slot -> {
            Tick.fill(slot, -7);
            throw thrown;
        });
    }

    @Override
    public boolean offer(Tick tick, Duration time) throws InterruptedException {
        return queue.offer(tick, time);
    }

    @Override
    public void put(Tick tick) throws InterruptedException {
        queue.put(tick);
    }

    @Override
    public boolean claim(long id) {
        SharedTick slot = queue.claim();
        if (slot == null) return false;
        boolean done = false;
        try { // a slot that is another's, too, because words were scribbled over, may not even be readable
            if (!slot.get().equals(new Tick(0, 0, null, 0))) throw new AssertionError("a claim that is not all zero");
            Tick.fill(slot, id);
            done = true;
        } finally {
            if (!done) queue.abort();
        }
        return true;
    }

    @Override
    public void commit() {
        queue.commit();
    }

    @Override
    public void abort() {
        queue.abort();
    }

    @Override
    public @Nullable Tick poll() {
        return queue.poll();
    }

    @Override
    public @Nullable Tick poll(Duration time) throws InterruptedException {
        return queue.poll(time);
    }

    @Override
    public Tick take() throws InterruptedException {
        return queue.take();
    }

    @Override
    public boolean poll(Consumer<Tick> handler) {
        return queue.poll((SharedTick message) -> handler.accept(message.get()));
    }

    @Override
    public int drain(Consumer<Tick> handler, int max) {
        return queue.drain(message -> handler.accept(message.get()), max);
    }

    @Override
    public int attempts() {
        return queue.attempts();
    }

    @Override
    public long size() {
        return queue.size();
    }

    @Override
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    @Override
    public QueueCounters counters() {
        return queue.counters();
    }

    @Override
    public void close() {
        queue.close();
    }
}
