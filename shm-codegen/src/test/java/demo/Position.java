package demo;

import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

/** A plain class with every kind of field, for {@link SharedPositionTest}. */
@SharedStruct(id = "position")
class Position {
    enum Side {
        BUY,
        SELL
    }

    boolean open;
    byte tiny;
    short small;
    char letter;
    int count;
    long id;
    float ratio;
    double price;

    Side side;

    @MaxBytes(8)
    String symbol;

    @MaxBytes(70_000)
    String note;

    volatile boolean flag;
    volatile int lot;
    volatile long version;
    volatile double mark;
}
