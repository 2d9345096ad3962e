package dev.shm.spi;

/**
 * Tells people and tools what is in objects of one kind. The author of a data structure supplies one, named in
 * {@code META-INF/services/dev.shm.spi.ObjectInspector} and with a public constructor without parameters; {@link
 * RegionView} finds it.
 *
 * <p>Stateless. It reads bytes that may be anything and that other processes may be changing: read once, check, use,
 * and say by {@link Description#report} what no working process leaves.
 */
public interface ObjectInspector {
    /** The eight characters that the object is stored with. */
    String kind();

    /** The kind in a word or two for people: {@code queue}. */
    String title();

    /**
     * As {@link #title()}, for an object that is one of several things stored in one way; that unless overridden.
     *
     * @throws RuntimeException if the bytes make no sense; then {@link #title()} is shown
     */
    default String title(ObjectView object) {
        return title();
    }

    /** The version of the layout that it can read. */
    int version();

    /**
     * Describes an object.
     *
     * @param into gets the values, and what is wrong with them
     * @throws RuntimeException if the bytes make no sense; that is told as damage
     */
    void inspect(ObjectView object, Description into);
}
