package dev.shm.tools;

import dev.shm.spi.Description;
import java.util.List;

/** What the commands know of the tree that describes a region. */
final class ObjectFilter {
    /** The values that every object has and that never change. */
    static final String[] HEADER = {"name", "type", "kind", "version", "offset", "body offset", "size bytes", "layout"};

    private ObjectFilter() {}

    /** The region with these objects alone; with all if none are named. */
    static Description only(List<String> names, Description region, RegionTarget target) {
        if (names.isEmpty() || !(region.values().get("objects") instanceof List<?> all)) return region;
        List<Description> kept = all.stream()
                .map(Description.class::cast)
                .filter(object -> names.contains(object.label()))
                .toList();
        for (String name : names) {
            if (kept.stream().noneMatch(object -> object.label().equals(name))) {
                throw new ExitCode.NoSuchObjectException(target + " has no object '" + name + "'; 'shm inspect "
                        + target.text() + "' shows those that it has");
            }
        }
        return new Description().put("name", region.values().get("name")).put("objects", kept);
    }
}
