package dev.shm.jqwik.random;

import dev.shm.SharedRegion;
import dev.shm.struct.Struct;
import dev.shm.struct.StructType;
import dev.shm.testkit.Handshake;
import java.nio.file.Path;

/** The other process: takes each struct out and puts it into another place, whole and field by field. */
final class RandomStructsChild {
    private RandomStructsChild() {}

    public static void main(String[] args) {
        Definitions definitions = Definitions.load(Path.of(args[1]));
        int first = Integer.parseInt(args[2]);
        int count = Integer.parseInt(args[3]);
        try (SharedRegion region = SharedRegion.open(args[0])) {
            Handshake.say("mapped at " + region.address());
            for (int i = first; i < first + count; i++) {
                StructType<Object, Struct> type = definitions.type(i);
                Struct there = region.struct("there" + i, type);
                type.write(region.struct("back" + i, type), type.read(there));
                FieldByField.copy(type.layout(), there, region.struct("fields" + i, type));
            }
        }
        Handshake.say("done");
    }
}
