package dev.shm.codegen.emit;

import dev.shm.struct.StructLayout;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The structs that the headers of one run define, by their names in C: each name stands for one of them. */
public final class HeaderNames {
    private final Map<String, Owner> owners = new HashMap<>();

    /**
     * A name in C that something else has too, of those that the header of a struct would define; null if there is
     * none.
     *
     * @param type the annotated class
     */
    public @Nullable Clash add(String type, StructLayout layout) {
        for (StructLayout struct : HeaderEmitter.structs(layout)) {
            String name = CNames.of(struct.name());
            boolean isFile = struct.equals(layout);
            Owner owner = owners.get(name);
            if (owner != null) {
                boolean isWrittenTwice = isFile && owner.isFile;
                if (isWrittenTwice || !owner.layout.equals(struct)) return new Clash(name, owner.type);
            }
            if (owner == null || isFile) owners.put(name, new Owner(type, struct, isFile));
        }
        return null;
    }

    /**
     * Two structs of one name.
     *
     * @param name in C
     * @param other the class whose header has the other one
     */
    public record Clash(String name, String other) {}

    /** The class that a struct was found in, and whether the struct is that class and so has a file. */
    private record Owner(String type, StructLayout layout, boolean isFile) {}
}
