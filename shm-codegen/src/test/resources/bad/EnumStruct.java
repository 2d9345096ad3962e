package bad;

import dev.shm.struct.SharedStruct;

@SharedStruct
enum EnumStruct { // error: SHM011
    A
}
