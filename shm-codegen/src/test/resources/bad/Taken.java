package bad;

import dev.shm.struct.SharedStruct;

@SharedStruct
public class Taken { // error: SHM002
    int a;
}

class SharedTaken {}
