package dev.shm;

import java.time.Instant;
import java.util.Optional;

/**
 * Who holds a lock, as far as can be told without asking: for messages, logs and people. It may be over when it is
 * read.
 *
 * <p>A hold is not dated when it begins, for that would cost each acquisition a look at the clock. Who waits for it,
 * and who asks for it, notes the time; so {@code seenSince} is when this hold was first <em>seen</em>, and it began
 * some time before. A lock that nobody waits for shows the moment of the first question.
 *
 * @param pid as the holder gave it, in its own pid namespace
 * @param pidNamespace number of that namespace; 0 where it could not be told
 * @param threadId the holder's {@link Thread#getId}, its lower 32 bits
 * @param threadName where it is known: of a thread that holds the lock through the object that was asked
 * @param acquisitions how often the lock was taken, this time included
 * @param seenSince when somebody first saw this hold
 * @param isAlive whether the kernel says that the holding attachment is still there
 */
public record LockHolder(
        long pid,
        long pidNamespace,
        long threadId,
        Optional<String> threadName,
        long acquisitions,
        Instant seenSince,
        boolean isAlive) {}
