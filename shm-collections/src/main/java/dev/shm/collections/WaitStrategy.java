package dev.shm.collections;

/**
 * How a thread waits for the other end of a queue or topic. Each process, and each handle, chooses for itself; nothing
 * of it is stored. Whatever is chosen, waiting honours interrupts, deadlines and {@code close()}, and looks after
 * partners that died.
 */
public enum WaitStrategy {
    /**
     * Looks again and again. The shortest delay, for a processor of its own: never with more waiters than processors.
     */
    SPIN,

    /**
     * Looks, and lets other threads of the machine run in between. As {@link #SPIN} not for virtual threads: a waiter keeps
     * the thread that carries it, so as many waiters as the JVM has of these keep all others from running.
     */
    YIELD,

    /** Looks for some microseconds, then sleeps in the kernel until it is woken. What to choose unless measured. */
    BLOCK
}
