package venue;

import dev.shm.collections.GenerateMap;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

@SharedStruct
@GenerateMap(key = {"venue", "symbol"})
public record Quote(
        int venue,
        @MaxBytes(12) String symbol,
        double bid,
        double ask) {}
