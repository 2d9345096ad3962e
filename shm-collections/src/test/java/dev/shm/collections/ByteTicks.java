package dev.shm.collections;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.openhft.chronicle.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** Ticks in messages whose length and every byte follow from the id, so that a torn, cut or shifted one shows. */
record ByteTicks(SharedByteQueue queue, Lengths lengths) implements TickQueue {
    /** How long the messages are. */
    enum Lengths {
        ALIKE,
        VARIED;

        private int of(Tick tick) {
            int dice = (int) (tick.mixed() >>> 33);
            if (this == ALIKE) return MIN_BYTES + dice % (MESSAGE_BYTES - MIN_BYTES + 1);
            // Many small ones, some of about a kilobyte.
            return MIN_BYTES + (dice % 8 == 0 ? dice / 8 % 1_200 : dice / 8 % 120);
        }
    }

    /** What each of those that are alike takes. */
    private static final int MESSAGE_BYTES = 128;

    /** Id, the two others and the length of the text, which has fewer than 13 characters; and more than one piece. */
    private static final int MIN_BYTES = 65;

    /** The capacity for so many messages that are alike. */
    static long bytes(long messages) {
        return messages * MESSAGE_BYTES;
    }

    @Override
    public String name() {
        return queue.name();
    }

    @Override
    public long capacity() {
        return queue.capacity() / MESSAGE_BYTES;
    }

    private Bytes<?> write(Bytes<?> target, Tick tick) {
        int length = lengths.of(tick);
        target.writeLong(tick.id()).writeLong(tick.mixed()).writeLong(tick.check());
        String text = tick.text();
        target.writeByte((byte) (text == null ? -1 : text.length()));
        if (text != null) target.append(text);
        for (int i = (int) target.writePosition(); i < length; i++) target.writeByte(filler(tick, i));
        return target;
    }

    private Tick read(Bytes<?> message) {
        long length = message.readRemaining();
        if (length < MIN_BYTES) throw new AssertionError("cut to " + length + " bytes");
        long id = message.readLong();
        long mixed = message.readLong();
        long check = message.readLong();
        int textLength = message.readByte();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < textLength && i < 16; i++) text.append((char) message.readByte());
        Tick tick = new Tick(id, mixed, textLength < 0 ? null : text.toString(), check);
        if (length != lengths.of(tick)) {
            throw new AssertionError(tick + " has " + length + " bytes and should have " + lengths.of(tick));
        }
        for (int i = (int) message.readPosition(); message.readRemaining() > 0; i++) {
            if (message.readByte() != filler(tick, i)) throw new AssertionError("torn at byte " + i + ": " + tick);
        }
        return tick;
    }

    private static byte filler(Tick tick, int i) {
        return (byte) (tick.mixed() >>> i % 48 ^ i);
    }

    private Bytes<?> of(Tick tick) {
        return write(Bytes.allocateElasticOnHeap(256), tick);
    }

    @Override
    public boolean offer(Tick tick) {
        return queue.offer(of(tick));
    }

    @Override
    public int offerAll(List<Tick> ticks) {
        List<Bytes<?>> messages = new ArrayList<>();
        for (Tick tick : ticks) messages.add(of(tick));
        return queue.offerAll(messages);
    }

    @Override
    public boolean fill(long id) {
        Tick tick = Tick.of(id);
        return queue.offer(lengths.of(tick), target -> write(target, tick));
    }

    @Override
    public boolean fillAndThrow(RuntimeException thrown) {
        return queue.offer(MESSAGE_BYTES, target -> {
            target.writeLong(-7);
            throw thrown;
        });
    }

    @Override
    public boolean offer(Tick tick, Duration time) throws InterruptedException {
        return queue.offer(of(tick), time);
    }

    @Override
    public void put(Tick tick) throws InterruptedException {
        queue.put(of(tick));
    }

    @Override
    public boolean claim(long id) {
        // A little more than is written.
        Bytes<?> target = queue.claim(Math.max(MESSAGE_BYTES, lengths.of(Tick.of(id))));
        if (target == null) return false;
        write(target, Tick.of(id));
        return true;
    }

    @Override
    public void commit() {
        queue.commit();
    }

    @Override
    public void abort() {
        queue.abort();
    }

    private @Nullable Tick readCopy(@Nullable Bytes<?> copy) {
        return copy == null ? null : read(copy);
    }

    @Override
    public @Nullable Tick poll() {
        return readCopy(queue.poll());
    }

    @Override
    public @Nullable Tick poll(Duration time) throws InterruptedException {
        return readCopy(queue.poll(time));
    }

    @Override
    public Tick take() throws InterruptedException {
        return read(queue.take());
    }

    @Override
    public boolean poll(Consumer<Tick> handler) {
        return queue.poll((Bytes<?> message) -> handler.accept(read(message)));
    }

    @Override
    public int drain(Consumer<Tick> handler, int max) {
        return queue.drain(message -> handler.accept(read(message)), max);
    }

    @Override
    public int attempts() {
        return queue.attempts();
    }

    @Override
    public long size() {
        return queue.size();
    }

    @Override
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    @Override
    public QueueCounters counters() {
        return queue.counters();
    }

    @Override
    public void close() {
        queue.close();
    }
}
