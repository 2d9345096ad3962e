package bad;

import dev.shm.struct.SharedStruct;

@SharedStruct
interface InterfaceStruct { // error: SHM010
    long id();
}
