package dev.shm.benchmarks;

import dev.shm.SharedRegion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Bytes moved between an array and a region, beside {@code System.arraycopy} between two arrays. */
public class SharedRegionBenchmark extends Defaults {
    private static final int LARGEST = 4096;

    @Param({"64", "4096"})
    public int sizeBytes;

    private final SharedRegion region = SharedRegion.create(LARGEST);
    private byte[] mine = {};
    private byte[] other = {};

    @Setup
    public void makeArrays() {
        mine = new byte[sizeBytes];
        other = new byte[sizeBytes];
    }

    @TearDown
    public void close() {
        region.close();
    }

    @Benchmark
    public int read() {
        return region.read(0, mine);
    }

    @Benchmark
    public int write() {
        return region.write(0, mine);
    }

    @Benchmark
    public byte[] arraycopy() {
        System.arraycopy(other, 0, mine, 0, mine.length);
        return mine;
    }
}
