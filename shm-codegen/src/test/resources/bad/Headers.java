package bad;

import dev.shm.struct.SharedStruct;

class Headers {
    @SharedStruct(id = "one")
    record One(int value) {}

    @SharedStruct(id = "one")
    record Again(int value) {} // error: SHM025

    @SharedStruct(id = "a.b")
    record Dot(int value) {}

    @SharedStruct(id = "a-b")
    record Dash(long value) {} // error: SHM025

    @SharedStruct(id = "both")
    record Both(Dot dot, Dash dash) {} // error: SHM025

    @SharedStruct(id = "fine")
    record Fine(Dot dot, Dot again, One one) {}
}
