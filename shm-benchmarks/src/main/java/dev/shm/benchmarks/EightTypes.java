package dev.shm.benchmarks;

import dev.shm.collections.GenerateQueue;
import dev.shm.struct.SharedStruct;

/** Messages of eight types, for {@link QueueTypesBenchmark}. */
public final class EightTypes {
    private EightTypes() {}

    @SharedStruct
    @GenerateQueue
    public static final class First {
        long a;
        long b;
    }

    @SharedStruct
    @GenerateQueue
    public static final class Second {
        double a;
        long b;
    }

    @SharedStruct
    @GenerateQueue
    public static final class Third {
        int a;
        int b;
        long c;
    }

    @SharedStruct
    @GenerateQueue
    public static final class Fourth {
        long a;
        double b;
        double c;
    }

    @SharedStruct
    @GenerateQueue
    public static final class Fifth {
        long a;
        int b;
        int c;
        int d;
    }

    @SharedStruct
    @GenerateQueue
    public static final class Sixth {
        long a;
        long b;
        long c;
        long d;
    }

    @SharedStruct
    @GenerateQueue
    public static final class Seventh {
        byte a;
        long b;
        short c;
    }

    @SharedStruct
    @GenerateQueue
    public static final class Eighth {
        float a;
        float b;
        long c;
        int d;
    }
}
