package demo;

import dev.shm.struct.Align;
import dev.shm.struct.CacheLine;
import dev.shm.struct.Length;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;
import dev.shm.struct.Since;
import java.util.UUID;

/** One struct as a program of version 1 has it, and as one of version 2 does. */
final class Versions {
    private Versions() {}

    static First first() {
        First value = new First();
        value.id = 7;
        value.side = Side.SELL;
        value.symbol = "MSFT";
        value.count = -1;
        return value;
    }

    static Second second() {
        Second value = new Second();
        value.id = 8;
        value.side = LaterSide.SHORT;
        value.symbol = "AAPL";
        value.count = -2;
        value.flag = 3;
        value.venue = "XETR";
        value.key = new UUID(1, 2);
        value.extra = new Extra();
        value.extra.a = 4;
        value.extra.b = "abc";
        value.levels = new double[] {1, 2, 3};
        value.version = 5;
        return value;
    }

    enum Side {
        BUY,
        SELL
    }

    enum LaterSide {
        BUY,
        SELL,
        SHORT
    }

    enum TurnedSide {
        SELL,
        BUY
    }

    @SharedStruct(id = "trade")
    static class First {
        long id;
        Side side;

        @MaxBytes(4)
        String symbol;

        int count;
    }

    @SharedStruct(id = "trade", version = 2)
    static class Second {
        long id;
        LaterSide side;

        @MaxBytes(4)
        String symbol;

        int count;

        @Since(2)
        byte flag;

        @Since(2)
        @MaxBytes(8)
        String venue;

        @Since(2)
        UUID key;

        @Since(2)
        Extra extra;

        @Since(2)
        @Length(2)
        Extra[] extras;

        @Since(2)
        @Length(3)
        double[] levels;

        @Since(2)
        volatile long version;
    }

    @SharedStruct(id = "trade")
    static class Turned {
        long id;
        TurnedSide side;

        @MaxBytes(4)
        String symbol;

        int count;
    }

    /** All that may differ but the name. */
    @SharedStruct(id = "trade")
    static class Changed {
        int id;
        TurnedSide side;

        @MaxBytes(6)
        String symbol;

        @Length(2)
        float[] levels;
    }

    @SharedStruct(id = "extra")
    static class Extra {
        int a;

        @MaxBytes(3)
        String b;
    }

    /** The fields of the annotated superclass come first. */
    @SharedStruct(id = "trade", version = 3)
    static class Third extends Second {
        @Since(3)
        @Align(32)
        int aligned;

        @Since(3)
        @CacheLine
        volatile long head;

        @Since(3)
        int last;
    }
}
