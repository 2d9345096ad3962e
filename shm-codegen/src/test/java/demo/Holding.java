package demo;

import dev.shm.collections.GenerateMap;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

/** A value with a primitive key, for {@link HoldingMapTest}. */
@SharedStruct
@GenerateMap(key = "accountId")
class Holding {
    enum Kind {
        CASH,
        MARGIN
    }

    long accountId;
    long quantity;
    double cost;
    Kind kind;

    @MaxBytes(16)
    String owner;

    static Holding of(long accountId, long quantity) {
        Holding holding = new Holding();
        holding.accountId = accountId;
        holding.quantity = quantity;
        holding.cost = quantity * 0.5;
        holding.kind = quantity % 3 == 0 ? null : quantity % 3 == 1 ? Kind.CASH : Kind.MARGIN;
        holding.owner = quantity % 4 == 0 ? null : "owner " + quantity % 1000;
        return holding;
    }
}
