package dev.shm.collections;

/**
 * One subscriber of a topic, as it was at some moment: see {@link SharedTopic#subscribers}.
 *
 * @param pid of its process; 0 if that is not known any more
 * @param position of the next message it receives
 * @param lag how many positions it is behind the publishers
 * @param lost how many positions it has lost
 */
public record TopicSubscriber(long pid, long position, long lag, long lost) {}
