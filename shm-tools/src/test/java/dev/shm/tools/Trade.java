package dev.shm.tools;

import dev.shm.collections.GenerateMap;
import dev.shm.collections.GenerateQueue;
import dev.shm.collections.GenerateTopic;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

@SharedStruct(id = "trade")
@GenerateMap(key = "id")
@GenerateQueue
@GenerateTopic
record Trade(
        long id,
        double price,
        int quantity,
        Side side,
        @MaxBytes(16) String symbol) {
    enum Side {
        BUY,
        SELL
    }
}
