package dev.shm.benchmarks.queue;

import dev.shm.benchmarks.pair.Side;

/**
 * Side 1 sends messages when they are due, side 0 notes how late they arrive: all processes have the same clock. Waits
 * are bounded by the pair.
 */
final class PacedSide {
    private static final int BATCH = 256;

    private final Side side;
    private final QueuePlan plan;
    private final Transport transport;
    private final Latencies latencies = new Latencies();
    private final Sequences sequences;
    private final long intervalNanos;
    private final long burst;

    /** When the first message of a pass is due; said by that message. */
    private long startNanos;

    private boolean started;
    private long received;

    private PacedSide(Side side, QueuePlan plan) {
        this.side = side;
        this.plan = plan;
        this.intervalNanos = QueuePlan.more(side, 0);
        this.burst = QueuePlan.more(side, 1);
        this.sequences = new Sequences(1, plan.words());
        this.transport = plan.kind().open(plan, 0, this::arrived);
    }

    public static void main(String[] args) {
        Side side = Side.of(args);
        new PacedSide(side, QueuePlan.of(side)).run();
    }

    private void run() {
        pass(0, plan.warmUp());
        double roundTripNanos = side.meeting().roundTripNanos();
        latencies.reset();
        side.meeting().await();
        pass(plan.warmUp(), plan.messages());
        latencies.report(side, roundTripNanos);
        side.meeting().await();
        transport.close();
    }

    private void pass(long first, long messages) {
        if (side.number() == 0) receive(messages);
        else send(first, messages);
    }

    private void send(long first, long messages) {
        long start = System.nanoTime();
        offer(start);
        for (long i = 0; i < messages; i++) {
            long due = start + i / burst * intervalNanos;
            // Waits for the time.
            while (System.nanoTime() - due < 0) Thread.onSpinWait();
            offer(first + i);
        }
    }

    private void offer(long first) {
        // Waits for room, which the receiver makes.
        while (!transport.offer(first)) Thread.onSpinWait();
    }

    private void receive(long messages) {
        started = false;
        received = 0;
        long left = messages + 1;
        while (left > 0) { // for the sender
            int got = transport.poll((int) Math.min(left, BATCH));
            left -= got;
            if (got == 0) Thread.onSpinWait();
        }
    }

    private void arrived(long first, long sum) {
        long now = System.nanoTime();
        if (!started) {
            if (sum != Transport.sumOf(first, plan.words())) throw new IllegalStateException("a torn first message");
            startNanos = first;
            started = true;
            return;
        }
        sequences.message(first, sum);
        latencies.record(now - (startNanos + received++ / burst * intervalNanos));
    }
}
