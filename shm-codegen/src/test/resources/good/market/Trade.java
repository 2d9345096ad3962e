package market;

import dev.shm.collections.GenerateQueue;
import dev.shm.collections.GenerateTopic;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

@SharedStruct
@GenerateQueue
@GenerateTopic
public class Trade {
    long id;
    double price;

    @MaxBytes(16)
    String symbol;
}
