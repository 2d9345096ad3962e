package demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.LayoutMismatchException;
import dev.shm.SharedRegion;
import dev.shm.collections.SharedValue;
import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import dev.shm.struct.CorruptStructException;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs of one version and structs of another. {@code stored/} holds layout and bytes as version 1 and 2 stored
 * them. ABI: what fails here no longer opens stored regions.
 */
class StructEvolutionTest {
    private static final Path STORED = Path.of("src", "test", "resources", "stored");

    /** The layout in lines, then the bytes in one. */
    private static <T, S extends Struct> String storedForm(StructType<T, S> type, T value) {
        int size = type.layout().sizeBytes();
        PrivateMemory memory = PrivateMemory.allocate(size);
        S view = type.newFlyweight();
        view.bind(memory, 0);
        type.write(view, value);
        byte[] bytes = new byte[size];
        RawMemory.copyToArray(memory.base(), bytes, 0, size);
        return type.layout().text() + HexFormat.of().formatHex(bytes) + "\n";
    }

    private static <S extends Struct> S load(String file, S view) throws IOException {
        String stored = Files.readString(STORED.resolve(file));
        int end = stored.lastIndexOf('}') + 2;
        StructLayout layout = StructLayout.parse(stored.substring(0, end));
        byte[] bytes = HexFormat.of().parseHex(stored.substring(end).strip());
        PrivateMemory memory = PrivateMemory.allocate(bytes.length);
        RawMemory.copyFromArray(bytes, 0, memory.base(), bytes.length);
        StructAccess.fit(view, layout);
        view.bind(memory, 0);
        return view;
    }

    @Test
    void storedFormsAreWhatTheseVersionsStore() throws IOException {
        String one = storedForm(SharedVersions_First.TYPE, Versions.first());
        String two = storedForm(SharedVersions_Second.TYPE, Versions.second());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(STORED.resolve("trade-1.txt"), one);
            Files.writeString(STORED.resolve("trade-2.txt"), two);
        }
        assertEquals(Files.readString(STORED.resolve("trade-1.txt")), one);
        assertEquals(Files.readString(STORED.resolve("trade-2.txt")), two);
    }

    @Test
    void laterProgramReadsAnEarlierStructWithZerosAndNulls() throws IOException {
        SharedVersions_Second view = load("trade-1.txt", new SharedVersions_Second());
        assertEquals(7, view.id());
        assertEquals(Versions.LaterSide.SELL, view.side());
        assertEquals("MSFT", view.symbol());
        assertEquals(-1, view.count());
        assertEquals(0, view.flag());
        assertNull(view.venue());
        assertTrue(view.venueEquals(null));
        assertNull(view.key());
        assertEquals(0, view.extra().a());
        assertNull(view.extras(1).b());
        assertEquals(0, view.levels(2));
        assertEquals(0, view.versionAcquire());
        Versions.Second value = view.get();
        assertEquals(7, value.id);
        assertNull(value.venue);
        assertEquals(0, value.extra.a);
        assertArrayEquals(new double[3], value.levels);
        assertTrue(view.toString().contains("venue=null, key=null"));
    }

    @Test
    void laterProgramCannotSetWhatAnEarlierStructHasNot() throws IOException {
        SharedVersions_Second view = load("trade-1.txt", new SharedVersions_Second());
        String before = view.toString();
        assertThrows(LayoutMismatchException.class, () -> view.flag((byte) 1));
        assertThrows(LayoutMismatchException.class, () -> view.venue("X"));
        assertThrows(LayoutMismatchException.class, () -> view.key(null));
        assertThrows(LayoutMismatchException.class, () -> view.extra().a(1));
        assertThrows(LayoutMismatchException.class, () -> view.extras(0).set(new Versions.Extra()));
        assertThrows(LayoutMismatchException.class, () -> view.levels(0, 1.0));
        assertThrows(LayoutMismatchException.class, () -> view.compareAndSetVersion(0, 1));
        assertThrows(LayoutMismatchException.class, () -> view.set(Versions.second()));
        assertThrows(
                LayoutMismatchException.class,
                () -> view.copyFrom(SharedVersions_Second.allocate().set(Versions.second())));
        assertEquals(before, view.toString());

        Versions.Second value = view.get();
        value.id = 9;
        value.levels = null;
        assertEquals(9, view.set(value).id());
        assertEquals("MSFT", view.symbol());
        assertEquals(
                view.toString(), SharedVersions_Second.allocate().copyFrom(view).toString());
    }

    /** What was set and then cleared leaves bytes behind that say nothing. */
    @Test
    void fieldsThatWereClearedAreNoneThatAnEarlierStructLacks() throws IOException {
        SharedVersions_Second view = load("trade-1.txt", new SharedVersions_Second());
        SharedVersions_Second cleared = SharedVersions_Second.allocate()
                .set(Versions.second())
                .flag((byte) 0)
                .venue(null)
                .key(null);
        cleared.extra().a(0).b(null);
        for (int i = 0; i < 3; i++) cleared.levels(i, 0);
        assertThrows(LayoutMismatchException.class, () -> view.copyFrom(cleared), "version is set still");
        cleared.version(0);
        assertEquals(8, view.copyFrom(cleared).id());
        assertEquals("AAPL", view.symbol());
    }

    /** The bytes behind a shorter struct's last field are another version's fields. */
    @Test
    void valuesForAViewOfALaterStructLeaveItsOtherFieldsAlone() {
        try (SharedRegion region = SharedRegion.create(1 << 20);
                SharedValue<Versions.First> latest = SharedValue.in(region, "latest", SharedVersions_First.TYPE)) {
            SharedVersions_Second second =
                    region.struct("two", SharedVersions_Second.TYPE).set(Versions.second());
            SharedVersions_First view = region.struct("two", SharedVersions_First.TYPE);
            latest.set(Versions.first());
            assertTrue(latest.get(view));
            assertEquals(7, second.id());
            assertEquals(3, second.flag());
            assertEquals("XETR", second.venue());
        }
    }

    @Test
    void valueHoldsOneVersionAndSaysSo() {
        try (SharedRegion region = SharedRegion.create(1 << 20);
                SharedValue<Versions.First> latest = SharedValue.in(region, "latest", SharedVersions_First.TYPE)) {
            LayoutMismatchException e = assertThrows(
                    LayoutMismatchException.class,
                    () -> SharedValue.in(region, latest.name(), SharedVersions_Second.TYPE));
            assertTrue(e.getMessage().contains("holds one version of a struct"), e.getMessage());
        }
    }

    @Test
    void earlierProgramReadsAndWritesALaterStruct() throws IOException {
        SharedVersions_First view = load("trade-2.txt", new SharedVersions_First());
        assertEquals(8, view.id());
        assertEquals("AAPL", view.symbol());
        assertEquals(-2, view.count());
        assertThrows(CorruptStructException.class, view::side, "a constant that this version does not know");
        assertEquals(7, view.set(Versions.first()).id());
        assertEquals(Versions.Side.SELL, view.get().side);
    }

    @Test
    void regionsAreSharedByBothVersions() {
        try (SharedRegion region = SharedRegion.create(64)) {
            SharedVersions_First one =
                    region.struct("one", SharedVersions_First.TYPE).set(Versions.first());
            SharedVersions_Second oneLater = region.struct("one", SharedVersions_Second.TYPE);
            assertEquals(7, oneLater.id());
            assertNull(oneLater.venue());
            oneLater.count(5);
            assertEquals(5, one.count());

            SharedVersions_Second two =
                    region.struct("two", SharedVersions_Second.TYPE).set(Versions.second());
            SharedVersions_First twoEarlier = region.struct("two", SharedVersions_First.TYPE);
            twoEarlier.set(Versions.first());
            assertEquals(7, two.id());
            assertEquals("XETR", two.venue());
            assertEquals(3, two.flag());
            twoEarlier.copyFrom(one);
            assertEquals(5, two.count());
            assertEquals(3, two.flag());
            assertEquals("abc", two.extra().b());
        }
    }

    @Test
    void reorderedEnumIsAMismatchThatNamesFieldAndCreator() {
        try (SharedRegion region = SharedRegion.create(64)) {
            region.struct("one", SharedVersions_First.TYPE);
            String message = String.valueOf(
                    assertThrows(LayoutMismatchException.class, () -> region.struct("one", SharedVersions_Turned.TYPE))
                            .getMessage());
            assertTrue(
                    message.contains("'side': expected enum8 side { SELL, BUY } at 8, found enum8 side { BUY, SELL }"));
            assertTrue(
                    message.contains(
                            "created by process " + ProcessHandle.current().pid() + "."),
                    message);
        }
    }

    @Test
    void superclassFieldsComeFirstAndPlacesAreAsAsked() {
        StructLayout layout = SharedVersions_Third.LAYOUT;
        assertTrue(layout.isCompatible(SharedVersions_First.LAYOUT));
        assertTrue(layout.isCompatible(SharedVersions_Second.LAYOUT));
        assertEquals("id", layout.fields().get(0).name());
        SharedVersions_Third third = SharedVersions_Third.allocate();
        Versions.Third value = new Versions.Third();
        value.id = 1;
        value.aligned = 2;
        value.head = 3;
        value.last = 4;
        Versions.Third copy = third.set(value).get();
        assertEquals(1, copy.id);
        assertEquals(2, copy.aligned);
        assertEquals(3, copy.head);
        assertEquals(4, copy.last);
        var head = layout.field("head");
        var aligned = layout.field("aligned");
        var last = layout.field("last");
        if (head == null || aligned == null || last == null) throw new AssertionError();
        assertEquals(0, head.offset() % 64);
        assertEquals(0, aligned.offset() % 32);
        assertEquals(head.offset() + 64, last.offset());
        assertEquals(64, layout.alignment());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                struct trade version 2 size 32 align 8 {
                  int64_t id; // 0
                  enum8 side { BUY, SELL }; // 8
                  text16 symbol[4]; // 10
                  int32_t count; // 16
                  int64_t more; // 24
                }
                """,
                """
                struct trade version 1 size 16 align 8 {
                  int64_t id; // 0
                  enum8 side { BUY, SELL }; // 8
                  text16 symbol[4]; // 10
                }
                """,
                """
                struct trade version 1 size 24 align 8 {
                  int64_t id; // 0
                  enum8 side { BUY, HOLD, SELL }; // 8
                  text16 symbol[4]; // 10
                  int32_t count; // 16
                }
                """,
                """
                struct other version 1 size 24 align 8 {
                  int64_t id; // 0
                  enum8 side { BUY, SELL }; // 8
                  text16 symbol[4]; // 10
                  int32_t count; // 16
                }
                """,
                """
                struct trade version 1 size 24 align 8 {
                  int64_t id; // 0
                  enum8 side { BUY, SELL }; // 8
                  text16 symbol[4]; // 10
                  float count; // 16
                }
                """,
                """
                struct trade version 1 size 24 align 8 {
                  int64_t id; // 0
                  enum8 side { BUY, SELL }; // 8
                  text16 symbol[3]; // 10
                  int32_t count; // 16
                }
                """,
            })
    void otherDifferencesAreNotCompatible(String text) {
        StructLayout other = StructLayout.parse(text);
        assertFalse(SharedVersions_First.LAYOUT.isCompatible(other));
        assertFalse(other.isCompatible(SharedVersions_First.LAYOUT));
    }
}
