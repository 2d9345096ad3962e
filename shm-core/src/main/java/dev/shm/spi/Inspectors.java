package dev.shm.spi;

import dev.shm.SharedMemoryException;
import dev.shm.spi.Finding.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** All inspectors that are on the class path, by kind. */
final class Inspectors {
    private final Map<String, ObjectInspector> byKind = new HashMap<>();

    Inspectors() {
        for (ObjectInspector inspector : ServiceLoader.load(ObjectInspector.class, Inspectors.class.getClassLoader())) {
            byKind.put(inspector.kind(), inspector);
        }
    }

    void inspect(ObjectView object, Description into) {
        ObjectInspector inspector = byKind.get(object.kind());
        into.put("name", object.name())
                .put("type", titleOf(inspector, object))
                .put("kind", object.kind())
                .put("version", object.version())
                .put("offset", object.offset())
                .put("body offset", object.bodyOffset())
                .put("size bytes", object.sizeBytes());
        if (!object.layoutText().isEmpty()) into.put("layout", object.layoutText());
        if (inspector == null) {
            into.report(Severity.NOTE, "nothing here can look into the kind '" + object.kind() + "'");
        } else if (inspector.version() != object.version()) {
            into.report(
                    Severity.NOTE,
                    "its layout has version " + object.version() + "; known here is " + inspector.version());
        } else {
            inspect(inspector, object, into);
        }
    }

    private static String titleOf(@Nullable ObjectInspector inspector, ObjectView object) {
        if (inspector == null) return "unknown";
        try {
            return inspector.version() == object.version() ? inspector.title(object) : inspector.title();
        } catch (SharedMemoryException | IndexOutOfBoundsException | ArithmeticException e) {
            return inspector.title(); // inspect says what is wrong
        }
    }

    private static void inspect(ObjectInspector inspector, ObjectView object, Description into) {
        try {
            inspector.inspect(object, into);
        } catch (SharedMemoryException | IndexOutOfBoundsException | ArithmeticException e) {
            into.report(Severity.ERROR, String.valueOf(e.getMessage()));
        }
    }
}
