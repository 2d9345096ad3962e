package bad;

import dev.shm.struct.SharedStruct;

public class SameName {
    @SharedStruct
    static class Leg {
        int a;
    }
}

@SharedStruct
class SameName_Leg { // error: SHM019
    int a;
}
