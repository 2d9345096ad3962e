package dev.shm;

/** How long a region's name lasts. Attached processes keep their memory whatever becomes of the name. */
public enum Lifetime {
    /** Until {@link SharedRegion#delete}; the default of named regions. */
    UNTIL_DELETED,

    /**
     * Until the last attachment ends. If that ends by a death nobody is left to remove the name; then the next to open
     * that name does, and finds nothing there.
     */
    WHILE_ATTACHED
}
