package dev.shm.internal.region;

/** The kinds of the named objects that a region makes itself. ABI: they are stored with each object. */
public final class CoreKinds {
    public static final String STRUCT = "SHMSTRCT";
    public static final String MUTEX = "SHMMUTEX";
    public static final String READ_WRITE_LOCK = "SHMRWLCK";
    public static final String SEMAPHORE = "SHMSEMAP";
    public static final String LATCH = "SHMLATCH";

    /** Of the layout of each. */
    public static final int VERSION = 1;

    private CoreKinds() {}
}
