package dev.shm.internal.sync;

import static dev.shm.internal.sync.LockLayout.*;

import dev.shm.LockHolder;
import dev.shm.internal.region.Attachment;
import dev.shm.internal.region.Occupant;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.OwnerToken;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a lock's holder. Nothing is decided by it, so all its accesses are plain: a note may be of the
 * hold before, for the moment between taking the lock and counting that.
 */
final class LockNotes {
    private final Attachment region;
    private final MemoryScope memory;
    private final long word;

    LockNotes(Attachment region, long word) {
        this.region = region;
        this.memory = region.memory();
        this.word = word;
    }

    /** Notes when the present hold was first seen, if nobody has; who is about to sleep can spare the time. */
    void seen() {
        long acquisitions = RawMemory.getLong(word + ACQUISITIONS);
        if (RawMemory.getLong(word + NOTED) == acquisitions) return;
        RawMemory.putLong(word + NOTED_MILLIS, System.currentTimeMillis());
        RawMemory.putLong(word + NOTED, acquisitions);
    }

    /**
     * Describes a holder.
     *
     * @param seen the lock's word
     * @param local the thread of this process that holds it through this object, if one does
     */
    Optional<LockHolder> describe(long seen, @Nullable Thread local) {
        int owner = OwnerToken.in(seen);
        if (owner == OwnerToken.NOBODY) return Optional.empty();
        if (memory.isWritable()) seen();
        long acquisitions = RawMemory.getLong(word + ACQUISITIONS);
        boolean noted = RawMemory.getLong(word + NOTED) == acquisitions;
        long millis = noted ? RawMemory.getLong(word + NOTED_MILLIS) : System.currentTimeMillis();
        Occupant occupant = region.describe(owner);
        long threadId = OwnerToken.threadIn(seen);
        Optional<Thread> thread = Optional.ofNullable(local)
                .filter(candidate -> owner == region.owner() && (int) candidate.getId() == (int) threadId);
        memory.checkReadable(); // what was read of a closed region is nothing
        return Optional.of(new LockHolder(
                occupant.pid(),
                occupant.pidNamespace(),
                threadId,
                thread.map(Thread::getName),
                acquisitions,
                Instant.ofEpochMilli(millis),
                occupant.isAlive() && thread.map(Thread::isAlive).orElse(true)));
    }
}
