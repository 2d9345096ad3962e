package dev.shm.benchmarks.queue;

import dev.shm.benchmarks.pair.Allocation;
import dev.shm.benchmarks.pair.Side;

/**
 * One of three JVMs: side 0 publishes as fast as it can, the others receive all of it, first to warm up and then what is
 * measured. The deadline of the pair bounds every wait for another side.
 */
final class TopicSide {
    private static final int BATCH = 256;

    private final Side side;
    private final QueuePlan plan;
    private final Transport transport;
    private final Idle idle = new Idle(true);
    private long sequence = Sequences.first(0);

    private TopicSide(Side side, QueuePlan plan) {
        this.side = side;
        this.plan = plan;
        this.transport = plan.kind().open(plan, 0, new Sequences(1, plan.words()));
    }

    public static void main(String[] args) {
        Side side = Side.of(args);
        new TopicSide(side, QueuePlan.of(side)).run();
    }

    private void run() {
        transport.join(side.number() > 0);
        side.meeting().await();
        pass(plan.warmUp());
        side.report("roundTripNanos", side.meeting().roundTripNanos());
        Allocation allocation = new Allocation();
        side.meeting().await();
        long start = System.nanoTime();
        pass(plan.messages());
        long nanos = System.nanoTime() - start;
        side.report("allocated", allocation.bytes());
        side.report("nanos", nanos);
        side.meeting().await();
        if (side.number() > 0 && transport.poll(1) != 0)
            throw new IllegalStateException("there are more messages than were sent");
        side.meeting().await();
        transport.close();
    }

    private void pass(long messages) {
        if (side.number() > 0) receive(messages);
        else send(messages);
    }

    private void send(long messages) {
        for (long end = sequence + messages; sequence < end; sequence++) {
            while (!transport.offer(sequence)) idle.pause(); // for room, which the receivers make
            idle.busy();
        }
    }

    private void receive(long messages) {
        long left = messages;
        while (left > 0) { // for the publisher
            int got = transport.poll((int) Math.min(left, BATCH));
            left -= got;
            if (got == 0) idle.pause();
            else idle.busy();
        }
    }
}
