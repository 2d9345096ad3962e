package dev.shm.internal.sync;

/** What a {@link LockCondition} needs of the lock that it belongs to. Called by the thread that holds it, or did. */
public interface ConditionLock {
    /** Throws {@link IllegalMonitorStateException} unless the calling thread holds the lock. */
    void checkHeld();

    /** As {@link #checkHeld}; and throws it too where it is being repaired: waiting would call for the same repair. */
    void checkMayWait();

    /** Releases all holds; how many there were, for {@link #relock}. */
    int unlockAll();

    /** Acquires again with as many holds. */
    void relock(int formerHolds);

    /** Whether the owner died and nobody has repaired yet; then nobody may ever signal. */
    boolean isInNeedOfRepair();

    /** How often an owner had died and somebody has repaired. */
    int recoveries();
}
