package bad;

import dev.shm.struct.SharedStruct;

public class Hidden {
    @SharedStruct
    static class Base {
        int a;
        int b;
        int c;
        private int d;
        int own;

        int getD() {
            return d;
        }

        void setD(int value) {
            d = value;
        }
    }

    interface Constants {
        int c = 1; // error: SHM065
        int own = 1; // error: SHM065
    }

    @SharedStruct
    static class ByStatic extends Base implements Constants {
        static int a; // error: SHM065
        transient int b; // error: SHM065
        private static int d; // the accessors reach the other
        static int other;

        static int getD(int unused) {
            return d;
        }
    }

    @SharedStruct
    static class Below extends ByStatic {
        int more;
    }

    @SharedStruct
    static class Above {
        int f;
        final int constant = 1; // error: SHM031
        String text; // error: SHM036
    }

    /** Says nothing again of what it inherits. */
    @SharedStruct
    static class Heir extends Above {
        int g;
    }

    @SharedStruct
    sealed interface Shape permits Round { // error: SHM024
        int size();
    }

    non-sealed interface Round extends Shape {}
}
