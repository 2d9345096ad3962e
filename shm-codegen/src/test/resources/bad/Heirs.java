package bad;

import dev.shm.struct.SharedStruct;
import dev.shm.struct.Since;

public class Heirs {
    @SharedStruct(version = 2)
    static class Base {
        int a;
        @Since(2) int b;
    }

    @SharedStruct
    static class Old extends Base {} // error: SHM063

    @SharedStruct
    static class Older extends Base {} // error: SHM063

    /** Of the version that Base has. */
    @SharedStruct(version = 2)
    static class Fine extends Old {
        @Since(2) int c;
    }

    @SharedStruct
    interface One {
        int id();
    }

    @SharedStruct
    interface Other {
        int getId();
    }

    @SharedStruct
    interface Both extends One, Other {} // error: SHM035

    @SharedStruct
    static class Constant {
        final int a = 1; // error: SHM031
    }

    @SharedStruct
    static class MoreConstant extends Constant {
        final int b = 1; // error: SHM031
    }
}
