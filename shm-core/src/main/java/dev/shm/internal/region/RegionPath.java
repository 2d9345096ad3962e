package dev.shm.internal.region;

import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A region's name and the files that go with it.
 *
 * <p>A region is the file of its name in the folder of shared memory. While it is being created it has another name,
 * which no region can have because it starts with a dot; so whatever stands under a region's name is either a whole
 * region or none of ours.
 *
 * @param name as the user gave it
 * @param file where the region is
 * @param draft where it is while it is being created
 */
public record RegionPath(String name, Path file, Path draft) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

    /** The folder of shared memory; another for machines whose own is too small. */
    private static final Path FOLDER = folder(System.getProperty("dev.shm.directory", ""));

    /**
     * Checks a name.
     *
     * @throws IllegalArgumentException if a region cannot have it
     */
    public static RegionPath of(String name) {
        checkName(name, "of a region");
        return new RegionPath(name, FOLDER.resolve(name), FOLDER.resolve("." + name + ".new"));
    }

    /**
     * Refuses what is no name of a region, nor of an object in one.
     *
     * @param of whose name it would be, for the message
     */
    public static void checkName(String name, String of) {
        if (isName(Objects.requireNonNull(name, "name"))) return;
        throw new IllegalArgumentException("'" + name + "' is no name " + of
                + ": 1 to 200 of letters, digits, '.', '_' and" + " '-', not starting with '.'");
    }

    /** A name for a file elsewhere. */
    public static RegionPath of(String name, Path file) {
        RegionPath elsewhere = of(file);
        return new RegionPath(of(name).name(), elsewhere.file(), elsewhere.draft());
    }

    /** A region's file, whatever its name; its last part stands for the region's name. */
    public static RegionPath of(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path fileName = absolute.getFileName();
        if (fileName == null) throw new IllegalArgumentException(file + " is no file that a region could be in");
        return new RegionPath(fileName.toString(), absolute, absolute.resolveSibling("." + fileName + ".new"));
    }

    /** Whether a region, an object, or a file of the folder of shared memory that is a region, may have a name. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** A name that nobody has. */
    public static RegionPath unique() {
        return of(UUID.randomUUID().toString());
    }

    private static Path folder(String given) {
        return Path.of(given.isBlank() ? "/dev/shm" : given);
    }

    /** For messages: how to remove what is there. By name only if that is where the name leads. */
    String removal(boolean isDamaged) {
        if (file.equals(FOLDER.resolve(name))) return "SharedRegion.delete(\"" + name + "\")";
        return "shm rm " + (isDamaged ? "--force " : "") + file;
    }

    /** The folder that both files are in. */
    Path folder() {
        return Objects.requireNonNull(file.getParent());
    }

    /** The folder of shared memory. */
    static Path sharedFolder() {
        return FOLDER;
    }

    @Override
    public String toString() {
        return "region '" + name + "' (" + file + ")";
    }
}
