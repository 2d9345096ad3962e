package dev.shm;

/** How an attachment came by its region. */
public enum Origin {
    /** It made the region. */
    CREATED,

    /** The region was there, in use or left in order. */
    JOINED,

    /** The region was there, nobody was using it, and at least one of its users had died attached. */
    RECOVERED
}
