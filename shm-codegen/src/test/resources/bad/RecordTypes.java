package bad;

import dev.shm.struct.Atomic;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

@SharedStruct
record RecordTypes(
        long id,
        String symbol, // error: SHM036
        int[] levels, // error: SHM044
        @Atomic @MaxBytes(4) String text, // error: SHM039
        int get) {} // error: SHM034
