package demo;

import dev.shm.testkit.Handshake;
import java.io.IOException;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.hash.serialization.impl.ByteableDataAccess;
import net.openhft.chronicle.hash.serialization.impl.ByteableSizedReader;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/** The process of {@link ChronicleMapTest}: it needs packages of the JDK opened. */
final class ChronicleMapUser {
    private static final long KEY = 42;

    private ChronicleMapUser() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        if (args[0].equals("read only")) {
            readOnly(file);
            Handshake.say("done");
            return;
        }
        try (ChronicleMap<Long, Byteable> map = open(file)) {
            switch (args[0]) {
                case "put" -> put(map);
                case "get" -> get(map);
                default -> throw new IllegalArgumentException(args[0]);
            }
        } catch (LinkageError | IllegalStateException | UnsupportedOperationException e) {
            e.printStackTrace();
            Handshake.say("Chronicle Map cannot run here: " + e);
            return;
        }
        Handshake.say("done");
    }

    private static ChronicleMap<Long, Byteable> open(Path file) throws IOException {
        return ChronicleMapBuilder.of(Long.class, Byteable.class)
                .name("baskets")
                .valueReaderAndDataAccess(
                        new ByteableSizedReader<>(Byteable.class), new ByteableDataAccess<>(Byteable.class))
                .putReturnsNull(true)
                .constantValueSizeBySample(SharedBasket.allocate().asByteable())
                .entryAndValueOffsetAlignment(8)
                .entries(100)
                .createPersistedTo(file.toFile());
    }

    private static void put(ChronicleMap<Long, Byteable> map) {
        SharedBasket basket = SharedBasket.allocate().set(SharedBasketTest.example());
        for (long key = KEY; key < KEY + 20; key++) {
            basket.count((int) key);
            map.put(key, basket.asByteable());
        }
        SharedBasket view = new SharedBasket();
        check(map.getUsing(KEY + 3, view.asByteable()) != null, "no entry");
        check(view.equals(SharedBasket.allocate().copyFrom(basket).count((int) KEY + 3)), "another basket: " + view);
        view.count(-1); // in the map's own memory
        check(map.getUsing(KEY + 99, new SharedBasket().asByteable()) == null, "an entry that nobody put");
    }

    private static void get(ChronicleMap<Long, Byteable> map) {
        check(map.size() == 20, map.size() + " entries");
        SharedBasket expected = SharedBasket.allocate().set(SharedBasketTest.example());
        for (long key = KEY; key < KEY + 20; key++) {
            SharedBasket view = SharedBasket.allocate();
            check(map.getUsing(key, view.asByteable()) != null, "no entry");
            expected.count(key == KEY + 3 ? -1 : (int) key);
            check(view.equals(expected), key + ": " + view);
        }
    }

    /** A store into such a mapping would end the JVM. */
    private static void readOnly(Path file) throws IOException {
        SharedBasket example = SharedBasket.allocate().set(SharedBasketTest.example());
        int size = SharedBasket.LAYOUT.sizeBytes();
        try (MappedBytes mapped = MappedBytes.mappedBytes(file.toFile(), 64 << 10)) {
            mapped.write(0, example.asByteable().bytesStore(), 0L, size);
        }
        try (MappedBytes mapped = MappedBytes.readOnly(file.toFile())) {
            mapped.readLong(0);
            SharedBasket view = new SharedBasket();
            view.asByteable().bytesStore(mapped, 0, size);
            check(view.equals(example), "another basket: " + view);
            try {
                view.first((byte) 1);
                check(false, "written");
            } catch (IllegalStateException e) {
                check(e.getMessage().contains("read only"), e.getMessage());
            }
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) throw new AssertionError(otherwise);
    }
}
