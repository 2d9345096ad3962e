package dev.shm.tools;

import dev.shm.SharedRegion;
import dev.shm.spi.RegionView;
import java.nio.file.Path;

/** A region as a user names it: by its name, or by the path of its file, which has a slash in it. */
record RegionTarget(String text) {
    private boolean isFile() {
        return text.indexOf('/') >= 0;
    }

    RegionView open() {
        return isFile() ? RegionView.open(Path.of(text)) : RegionView.open(text);
    }

    boolean delete() {
        return isFile() ? RegionView.delete(Path.of(text)) : SharedRegion.delete(text);
    }

    @Override
    public String toString() {
        return "region '" + text + "'";
    }
}
