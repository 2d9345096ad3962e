package dev.shm.benchmarks.queue;

import dev.shm.benchmarks.pair.Allocation;
import dev.shm.benchmarks.pair.Side;

/**
 * One of two or three JVMs: side 0 receives as fast as it can, the others send as fast as they can, or with a topic the
 * other way round; first to warm up and then what is measured. The deadline of the pair bounds every wait for the other
 * side.
 */
final class RateSide {
    private static final int BATCH = 256;

    private final Side side;
    private final QueuePlan plan;
    private final Transport transport;
    private final boolean sends;
    private final Idle idle;
    private long sequence;

    private RateSide(Side side, QueuePlan plan) {
        this.side = side;
        this.plan = plan;
        this.transport = plan.kind().open(plan, 0, new Sequences(plan.senders(), plan.words()));
        this.sends = plan.sends(side.number());
        this.idle = new Idle(plan.others() > 1);
        this.sequence = Sequences.first(Math.max(0, side.number() - 1));
    }

    public static void main(String[] args) {
        Side side = Side.of(args);
        new RateSide(side, QueuePlan.of(side)).run();
    }

    private void run() {
        if (plan.kind().isTopic()) transport.join(!sends);
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
        if (!sends && transport.poll(1) != 0) throw new IllegalStateException("there are more messages than were sent");
        side.meeting().await();
        transport.close();
    }

    private void pass(long messages) {
        if (sends) send(messages / plan.senders());
        else receive(messages);
    }

    private void send(long messages) {
        for (long end = sequence + messages; sequence < end; sequence++) {
            // Waits for room, which the receiver makes.
            while (!transport.offer(sequence)) idle.pause();
            idle.busy();
        }
    }

    private void receive(long messages) {
        long left = messages / plan.senders() * plan.senders();
        while (left > 0) { // for the senders
            int got = transport.poll((int) Math.min(left, BATCH));
            left -= got;
            if (got == 0) idle.pause();
            else idle.busy();
        }
    }
}
