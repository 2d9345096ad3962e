package bad;

import dev.shm.collections.GenerateMap;
import dev.shm.struct.Length;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

class MapKeys {
    @SharedStruct
    @GenerateMap(key = {})
    static class None { // error: SHM051
        int id;
    }

    @SharedStruct
    @GenerateMap(key = "Id")
    static class Unknown { // error: SHM052
        int id;
    }

    @SharedStruct
    @GenerateMap(key = {"id", "name", "id"})
    static class Twice { // error: SHM053
        int id;

        @MaxBytes(4)
        String name;
    }

    @SharedStruct
    @GenerateMap(key = {"levels", "other"})
    static class Several { // error: SHM052 SHM054
        @Length(4)
        double[] levels;
    }

    @SharedStruct
    @GenerateMap(key = "id")
    static class Large { // error: SHM055
        int id;

        @Length(2_000_000)
        byte[] picture;
    }

    @GenerateMap(key = "id")
    static class Lone { // error: SHM050
        int id;
    }
}
