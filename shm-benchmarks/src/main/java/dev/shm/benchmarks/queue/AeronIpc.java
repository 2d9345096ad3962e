package dev.shm.benchmarks.queue;

import io.aeron.Aeron;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Aeron's IPC with its defaults, by {@code tryClaim}; its media driver is an {@link AeronDriver}. */
final class AeronIpc implements Transport {
    private static final String CHANNEL = "aeron:ipc";

    private final Aeron aeron;
    private final int stream;
    private final boolean alone;
    private final PeerMessage message;
    private final BufferClaim claim = new BufferClaim();
    private final FragmentHandler handler;

    // Made on first use: a subscription that nobody polls would stop the publisher.
    private @Nullable Publication publication;
    private @Nullable Subscription subscription;

    /**
     * Connects to the driver.
     *
     * @param alone whether no other process publishes
     */
    AeronIpc(Path directory, int stream, boolean alone, PeerMessage message) {
        this.aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(directory.toString()));
        this.stream = stream;
        this.alone = alone;
        this.message = message;
        this.handler = (buffer, index, length, header) -> message.read(buffer, index, length);
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // the driver needs a processor as well
    public void join(boolean toReceive) {
        if (toReceive) {
            subscription = aeron.addSubscription(CHANNEL, stream);
            while (!subscription.isConnected()) Thread.yield(); // for the publisher, which joins at the same time
        } else {
            publication = publish();
            while (!publication.isConnected()) Thread.yield(); // for a subscriber
        }
    }

    private Publication publish() {
        return alone ? aeron.addExclusivePublication(CHANNEL, stream) : aeron.addPublication(CHANNEL, stream);
    }

    @Override
    public boolean offer(long first) {
        if (publication == null) publication = publish();
        long position = publication.tryClaim(message.bytes(), claim);
        if (position > 0) {
            message.write(claim.buffer(), claim.offset(), first);
            claim.commit();
            return true;
        }
        if (position == Publication.CLOSED || position == Publication.MAX_POSITION_EXCEEDED)
            throw new IllegalStateException("cannot publish: " + position);
        return false;
    }

    @Override
    public int poll(int most) {
        if (subscription == null) subscription = aeron.addSubscription(CHANNEL, stream);
        return subscription.poll(handler, most);
    }

    @Override
    public void close() {
        aeron.close();
    }
}
