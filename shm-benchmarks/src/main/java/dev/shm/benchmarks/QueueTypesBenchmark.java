package dev.shm.benchmarks;

import dev.shm.SharedRegion;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One message in and out of a queue, in one thread, in a JVM that has used one type of queue or eight. If the types
 * shared a profile, the calls on values would turn megamorphic with the third.
 */
public class QueueTypesBenchmark extends Defaults {
    private static final long CAPACITY = 1024;
    private static final EightTypes.First VALUE = new EightTypes.First();

    /** More than a compiler needs to make up its mind. */
    private static final int ROUNDS = 40_000;

    @Param({"1", "8"})
    public int types;

    private final String name = "queue-types-" + ProcessHandle.current().pid();
    private final EightTypes_FirstQueue first = EightTypes_FirstQueue.create(name + ".first", CAPACITY);
    private final EightTypes_SecondQueue second = EightTypes_SecondQueue.create(name + ".second", CAPACITY);
    private final EightTypes_ThirdQueue third = EightTypes_ThirdQueue.create(name + ".third", CAPACITY);
    private final EightTypes_FourthQueue fourth = EightTypes_FourthQueue.create(name + ".fourth", CAPACITY);
    private final EightTypes_FifthQueue fifth = EightTypes_FifthQueue.create(name + ".fifth", CAPACITY);
    private final EightTypes_SixthQueue sixth = EightTypes_SixthQueue.create(name + ".sixth", CAPACITY);
    private final EightTypes_SeventhQueue seventh = EightTypes_SeventhQueue.create(name + ".seventh", CAPACITY);
    private final EightTypes_EighthQueue eighth = EightTypes_EighthQueue.create(name + ".eighth", CAPACITY);
    private long sum;

    /** Before each iteration, so that the others stay in use. */
    @Setup(Level.Iteration)
    public void useAll() {
        for (int n = 0; n < ROUNDS; n++) {
            for (int type = 0; type < types; type++) {
                switch (type) {
                    case 0 -> {
                        int i = n;
                        first.offer(s -> s.a(i).b(i));
                        first.poll(s -> sum += s.b());
                    }
                    case 1 -> {
                        int i = n;
                        second.offer(s -> s.a(i).b(i));
                        second.poll(s -> sum += s.b());
                    }
                    case 2 -> {
                        int i = n;
                        third.offer(s -> s.a(i).b(i).c(i));
                        third.poll(s -> sum += s.b());
                    }
                    case 3 -> {
                        int i = n;
                        fourth.offer(s -> s.a(i).b(i).c(i));
                        fourth.poll(s -> sum += (long) s.b());
                    }
                    case 4 -> {
                        int i = n;
                        fifth.offer(s -> s.a(i).b(i).c(i).d(i));
                        fifth.poll(s -> sum += s.b());
                    }
                    case 5 -> {
                        int i = n;
                        sixth.offer(s -> s.a(i).b(i).c(i).d(i));
                        sixth.poll(s -> sum += s.b());
                    }
                    case 6 -> {
                        int i = n;
                        seventh.offer(s -> s.a((byte) i).b(i).c((short) i));
                        seventh.poll(s -> sum += s.b());
                    }
                    default -> {
                        int i = n;
                        eighth.offer(s -> s.a(i).b(i).c(i).d(i));
                        eighth.poll(s -> sum += (long) s.b());
                    }
                }
            }
        }
    }

    @TearDown
    public void close() {
        first.close();
        second.close();
        third.close();
        fourth.close();
        fifth.close();
        sixth.close();
        seventh.close();
        eighth.close();
        for (String type : "first second third fourth fifth sixth seventh eighth".split(" ", -1)) {
            SharedRegion.delete(name + "." + type);
        }
    }

    @Benchmark
    public long inPlace() {
        first.offer(slot -> slot.a(7).b(8));
        first.poll(slot -> sum += slot.b());
        return sum;
    }

    @Benchmark
    public long copied() {
        first.offer(VALUE);
        return Objects.requireNonNull(first.poll()).b;
    }
}
