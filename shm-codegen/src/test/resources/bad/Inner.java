package bad;

import dev.shm.struct.Length;
import dev.shm.struct.SharedStruct;
import java.util.List;

public class Inner {
    @SharedStruct
    static class Node {
        int id;
        Node next; // error: SHM047
        @Length(2) Node[] children; // error: SHM047
    }

    @SharedStruct
    static class Holder {
        Node node; // error: SHM061
    }

    @SharedStruct
    static class There {
        Back back; // error: SHM047
    }

    @SharedStruct
    static class Back {
        @Length(3) There[] there; // error: SHM047
    }

    @SharedStruct
    static class Wrong {
        List<String> list; // error: SHM030
    }

    @SharedStruct
    static class Outer {
        Wrong wrong; // error: SHM061
        @Length(2) Wrong[] wrongs; // error: SHM061
        Plain plain; // error: SHM030
        private Hidden hidden; // error: SHM041 SHM061 SHM032 SHM033
    }

    static class Plain {
        int a;
    }

    @SharedStruct
    private static class Hidden { // error: SHM012
        int a;
    }
}
