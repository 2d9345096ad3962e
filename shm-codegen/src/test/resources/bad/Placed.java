package bad;

import dev.shm.struct.Align;
import dev.shm.struct.SharedStruct;
import dev.shm.struct.Since;

public class Placed {
    @SharedStruct(version = 3)
    static class Versions {
        @Since(1) int one; // error: SHM063
        @Since(4) int four; // error: SHM063
        @Since(3) int three; // error: SHM064
        @Since(2) int two; // error: SHM064
        int none; // error: SHM064
    }

    @SharedStruct
    static class Aligned {
        @Align(0) int zero; // error: SHM062
        @Align(-8) int negative; // error: SHM062
        @Align(24) int noPower; // error: SHM062
        @Align(128) int large; // error: SHM062
        @Align(4) int natural; // error: SHM062
        @Align(4) long less; // error: SHM062
        @Since(2) int two; // error: SHM063
    }

    static class Stranger {
        int a;
    }

    @SharedStruct
    static class Heir extends Stranger { // error: SHM016
        int b;
    }

    @SharedStruct
    static class Grandchild extends Heir { // error: SHM016
        int c;
    }

    @SharedStruct
    static class Base {
        int a;
    }

    @SharedStruct
    static class Twice extends Base {
        int a; // error: SHM035
    }
}
