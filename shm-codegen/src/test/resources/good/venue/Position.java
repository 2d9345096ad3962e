package venue;

import dev.shm.collections.GenerateMap;
import dev.shm.struct.SharedStruct;

@SharedStruct
@GenerateMap(key = "accountId")
public class Position {
    long accountId;
    long quantity;
    double cost;
}
