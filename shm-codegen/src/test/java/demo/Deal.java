package demo;

import dev.shm.collections.GenerateQueue;
import dev.shm.collections.GenerateTopic;
import dev.shm.struct.Atomic;
import dev.shm.struct.Length;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

/** A message with arrays and structs inside, as the contract has it, for {@link MessageOfFieldsTest}. */
@SharedStruct
@GenerateQueue
@GenerateTopic
class Deal {
    enum Side {
        BUY,
        SELL
    }

    /** A part of a deal. */
    @SharedStruct
    record Leg(int ratio, @MaxBytes(4) String venue) {}

    long id;
    double price;
    Side side;

    @MaxBytes(16)
    String symbol;

    @Length(4)
    double[] levels;

    @Length(2)
    @MaxBytes(4)
    String[] tags;

    @Length(2)
    Side[] sides;

    Leg leg;

    @Length(2)
    Leg[] legs;

    volatile long version;

    @Atomic
    @Length(2)
    int[] turn;
}
