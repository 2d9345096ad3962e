package dev.shm.benchmarks.pair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * A small mapped file in which two processes, Java or C, meet at the same nanosecond and measure the line between them;
 * or three JVMs.
 *
 * <p>Two spin, so each needs a processor of its own; of three, who waits for long sleeps between two looks. Confined to
 * one thread on each side. A side that waits for a minute or so gives up with an exception: the other may have died.
 */
public final class Meeting {
    /** Counted, not timed: a look at the clock takes as long as half a round trip. Each poll pauses, 15 to 60 ns. */
    private static final int MAX_POLLS = 2_000_000_000;

    /** Of three sides, on two processors perhaps. */
    private static final int POLLS_AWAKE = 1_000;

    private static final long SLEEP_NANOS = 20_000;

    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int WARM_UP = 2_000;
    private static final int BATCHES = 101;
    private static final int ROUND_TRIPS = 200;

    private final ByteBuffer bytes;
    private final int side;
    private final int sides;
    private long arrivals;
    private long turn;

    private Meeting(ByteBuffer bytes, int side) {
        this.bytes = bytes;
        this.side = side;
        this.sides = bytes.getInt(MeetingLayout.SIDES);
    }

    /** Joins as side 0, 1 or 2, each of them once; the file is as {@link Pair} made it. */
    static Meeting join(Path file, int side) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, MeetingLayout.SIZE);
            return new Meeting(bytes.order(ByteOrder.LITTLE_ENDIAN), side);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + file, e);
        }
    }

    /** Returns when the others have called this as often as this one; of two, within a line transfer of each other. */
    public void await() {
        arrivals++;
        WORD.setRelease(bytes, arrivalsOf(side), arrivals);
        int polls = 0;
        for (int other = 0; other < sides; other++) {
            // Waits for that side to come.
            while ((long) WORD.getAcquire(bytes, arrivalsOf(other)) < arrivals) {
                pause(++polls);
                if (sides > 2 && polls > POLLS_AWAKE) LockSupport.parkNanos(SLEEP_NANOS);
            }
        }
    }

    /**
     * What it costs to get a line to the other side and back, in nanoseconds; all sides call this. Sides 0 and 1
     * measure, for a third it is 0. On one machine this may be 50 or 500 (the median of some measurements, so that one
     * of them may be interrupted), depending on where the hypervisor put the two processors, and it bounds whatever two
     * processes do with each other.
     */
    public double roundTripNanos() {
        await();
        if (side > 1) return 0;
        passTurns(WARM_UP);
        double[] nanos = new double[BATCHES];
        for (int i = 0; i < BATCHES; i++) {
            long start = System.nanoTime();
            passTurns(ROUND_TRIPS);
            nanos[i] = (System.nanoTime() - start) / (double) ROUND_TRIPS;
        }
        return Quartiles.of(nanos).median();
    }

    private void passTurns(int count) {
        for (int i = 0; i < count; i++) {
            int polls = 0;
            // Waits for the other side to pass the turn.
            while ((long) WORD.getAcquire(bytes, MeetingLayout.TURN) != turn + side) pause(++polls);
            WORD.setRelease(bytes, MeetingLayout.TURN, turn + side + 1);
            turn += 2;
        }
    }

    private static int arrivalsOf(int side) {
        return MeetingLayout.ARRIVALS + side * MeetingLayout.ARRIVALS_STRIDE;
    }

    private static void pause(int polls) {
        Thread.onSpinWait();
        if (polls >= MAX_POLLS) throw new IllegalStateException("the other side did not come");
    }
}
