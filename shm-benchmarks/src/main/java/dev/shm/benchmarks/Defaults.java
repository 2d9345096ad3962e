package dev.shm.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How each benchmark is run unless the command line says otherwise: many short forks, because on a shared machine one
 * JVM differs from the next by more than one second differs from the next.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = Defaults.FORKS, jvmArgsAppend = Defaults.QUIET)
@State(Scope.Thread)
public abstract class Defaults {
    static final int FORKS = 5;

    /** Keeps newer JVMs from printing a notice about native access into the results. */
    public static final String QUIET = "--enable-native-access=ALL-UNNAMED";

    /** Agrona needs it. */
    static final String OPEN = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";

    /** Agrona without bounds checks, as SBE is run where speed counts. */
    static final String UNBOUNDED = "-Dagrona.disable.bounds.checks=true";
}
