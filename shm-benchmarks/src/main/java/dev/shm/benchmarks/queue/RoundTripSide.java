package dev.shm.benchmarks.queue;

import dev.shm.benchmarks.pair.Side;

/**
 * Side 0 sends a message and waits for it to come back; side 1 sends back what it gets. Waits are bounded by the pair.
 */
final class RoundTripSide {
    private final Side side;
    private final QueuePlan plan;
    private final Transport out;
    private final Transport in;
    private final Latencies latencies = new Latencies();
    private long sequence;

    private RoundTripSide(Side side, QueuePlan plan) {
        this.side = side;
        this.plan = plan;
        // Both ends have one inbox class, so that this JVM has one to inline.
        this.out = plan.kind().open(plan, side.number(), new Sequences(1, plan.words()));
        this.in = plan.kind().open(plan, 1 - side.number(), new Sequences(1, plan.words()));
    }

    public static void main(String[] args) {
        Side side = Side.of(args);
        new RoundTripSide(side, QueuePlan.of(side)).run();
    }

    private void run() {
        pass(plan.warmUp());
        double roundTripNanos = side.meeting().roundTripNanos();
        latencies.reset();
        side.meeting().await();
        pass(plan.messages());
        latencies.report(side, roundTripNanos);
        side.meeting().await();
        out.close();
        in.close();
    }

    private void pass(long messages) {
        if (side.number() == 0) ping(messages);
        else pong(messages);
    }

    private void ping(long messages) {
        for (long end = sequence + messages; sequence < end; sequence++) {
            long start = System.nanoTime();
            send();
            receive();
            latencies.record(System.nanoTime() - start);
        }
    }

    private void pong(long messages) {
        for (long end = sequence + messages; sequence < end; sequence++) {
            receive();
            send();
        }
    }

    private void send() {
        // Waits for room: not at all, but an Aeron publication has to be connected first.
        while (!out.offer(sequence)) Thread.onSpinWait();
    }

    private void receive() {
        // Waits for the other side's message.
        while (in.poll(1) == 0) Thread.onSpinWait();
    }
}
