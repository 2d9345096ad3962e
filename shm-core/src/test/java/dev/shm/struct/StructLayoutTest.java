package dev.shm.struct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pins every number and the text. ABI: what fails here no longer opens stored regions. */
class StructLayoutTest {
    private static final String TRADE = """
            struct trade version 1 size 48 align 8 {
              int64_t id; // 0
              double price; // 8
              int32_t quantity; // 16
              enum8 side { BUY, SELL }; // 20
              text16 symbol[16]; // 22
              int64_t version; // 40
            }
            """;

    private final StructLayout trade = StructLayout.builder("trade", 1)
            .field("id", FieldType.LONG)
            .field("price", FieldType.DOUBLE)
            .field("quantity", FieldType.INT)
            .enumeration("side", "BUY", "SELL")
            .text("symbol", 16)
            .field("version", FieldType.LONG)
            .build();

    @Test
    void textAndFingerprintArePinned() {
        assertEquals(TRADE, trade.text());
        assertEquals(0xabec58784121603eL, trade.fingerprint());
        assertEquals(48, trade.sizeBytes());
        assertEquals(8, trade.alignment());
    }

    @Test
    void fingerprintIsFnv1a() {
        assertEquals(0xcbf29ce484222325L, LayoutText.fingerprint(""));
        assertEquals(0xaf63dc4c8601ec8cL, LayoutText.fingerprint("a"));
        assertEquals(0x85944171f73967e8L, LayoutText.fingerprint("foobar"));
    }

    @Test
    void everyTypeIsPinned() {
        String[] many = IntStream.range(0, 255).mapToObj(i -> "C" + i).toArray(String[]::new);
        StructLayout layout = StructLayout.builder("all", 7)
                .field("a", FieldType.BOOLEAN)
                .field("b", FieldType.SHORT)
                .field("c", FieldType.BYTE)
                .field("d", FieldType.CHAR)
                .field("e", FieldType.BYTE)
                .field("f", FieldType.INT)
                .field("g", FieldType.FLOAT)
                .field("h", FieldType.BYTE)
                .field("i", FieldType.LONG)
                .field("j", FieldType.BYTE)
                .field("k", FieldType.DOUBLE)
                .text("l", 15)
                .text("m", 65_534)
                .text("n", 65_535)
                .enumeration("o", Arrays.copyOf(many, 254))
                .enumeration("p", many)
                .build();
        assertEquals(
                "a@0+1 b@2+2 c@4+1 d@6+2 e@8+1 f@12+4 g@16+4 h@20+1 i@24+8 j@32+1 k@40+8 l@48+18 m@66+65536"
                        + " n@65604+65540 o@131144+1 p@131146+2",
                String.join(
                        " ",
                        layout.fields().stream()
                                .map(f -> f.name() + "@" + f.offset() + "+" + f.sizeBytes())
                                .toList()));
        assertEquals(131_152, layout.sizeBytes());
        assertEquals(layout, StructLayout.parse(layout.text()));
    }

    @Test
    void everyShapeIsPinned() {
        StructLayout leg = StructLayout.builder("leg", 3)
                .field("ratio", FieldType.INT)
                .text("venue", 6)
                .build();
        StructLayout layout = StructLayout.builder("all", 2)
                .field("a", FieldType.BYTE)
                .struct("leg", leg)
                .struct("legs", leg)
                .length(2)
                .field("levels", FieldType.DOUBLE)
                .length(3)
                .enumeration("sides", "BUY", "SELL")
                .length(3)
                .text("names", 5)
                .length(2)
                .bytes("data", 7)
                .bytes("blob", 65_535)
                .bytes("blobs", 3)
                .length(2)
                .optional("maybe", FieldType.BOOLEAN)
                .optional("count", FieldType.INT)
                .optional("counts", FieldType.LONG)
                .length(2)
                .field("id", FieldType.UUID)
                .field("at", FieldType.INSTANT)
                .field("took", FieldType.DURATION)
                .field("day", FieldType.DATE)
                .decimal("price", 2)
                .decimal("prices", 0)
                .length(2)
                .field("aligned", FieldType.INT)
                .align(32)
                .field("head", FieldType.LONG)
                .cacheLine()
                .field("added", FieldType.LONG)
                .since(2)
                .build();
        assertEquals("""
                struct all version 2 size 65984 align 64 {
                  int8_t a; // 0
                  struct leg version 3 size 12 align 4 {
                    int32_t ratio; // 0
                    text16 venue[6]; // 4
                  } leg; // 4
                  struct leg version 3 size 12 align 4 {
                    int32_t ratio; // 0
                    text16 venue[6]; // 4
                  } legs[2]; // 16
                  double levels[3]; // 40
                  enum8 sides[3] { BUY, SELL }; // 64
                  text16 names[2][5]; // 68
                  bytes16 data[7]; // 84
                  bytes32 blob[65535]; // 96
                  bytes16 blobs[2][3]; // 65636
                  bool8? maybe; // 65648
                  int32_t? count; // 65652
                  int64_t? counts[2]; // 65664
                  uuid id; // 65696
                  instant at; // 65720
                  duration took; // 65736
                  date64 day; // 65752
                  decimal64 price scale 2; // 65760
                  decimal64 prices[2] scale 0; // 65776
                  int32_t aligned align 32; // 65824
                  int64_t head line; // 65856
                  int64_t added since 2; // 65920
                }
                """, layout.text());
        assertEquals(layout, StructLayout.parse(layout.text()));
        StructField head = layout.field("head");
        assertEquals(64, head == null ? 0 : head.sizeBytes());
    }

    @Test
    void describeAndDifferenceShowStructsInside() {
        StructLayout pair = pair(FieldType.INT);
        assertEquals("""
                pair version 1 of 24 bytes, aligned to 4
                offset    size  type        field
                     0       1  int8_t      a
                     1       3              (padding)
                     4      16  struct leg  legs[2]
                    +0       1    int8_t    ratio
                    +1       3              (padding)
                    +4       4    int32_t   count
                    20       4  bytes16[2]  b
                """, pair.describe());
        assertEquals(
                "field 'legs.count': expected int32_t count at 4, found float count at 4",
                pair.difference(pair(FieldType.FLOAT)));
    }

    private static StructLayout pair(FieldType count) {
        StructLayout leg = StructLayout.builder("leg", 1)
                .field("ratio", FieldType.BYTE)
                .field("count", count)
                .build();
        return StructLayout.builder("pair", 1)
                .field("a", FieldType.BYTE)
                .struct("legs", leg)
                .length(2)
                .bytes("b", 2)
                .build();
    }

    @Test
    void describeShowsOffsetsSizesAndPadding() {
        assertEquals("""
                trade version 1 of 48 bytes, aligned to 8
                offset    size  type        field
                     0       8  int64_t     id
                     8       8  double      price
                    16       4  int32_t     quantity
                    20       1  enum8       side { BUY, SELL }
                    21       1              (padding)
                    22      18  text16[16]  symbol
                    40       8  int64_t     version
                """, trade.describe());
    }

    @Test
    void differenceNamesEachField() {
        StructLayout other = StructLayout.builder("trade", 2)
                .field("id", FieldType.LONG)
                .field("price", FieldType.FLOAT)
                .enumeration("side", "SELL", "BUY")
                .field("extra", FieldType.BYTE)
                .build();
        assertEquals("""
                expected trade version 1 of 48 bytes, aligned to 8, found trade version 2 of 16 bytes, aligned to 8
                field 'price': expected double price at 8, found float price at 8
                field 'quantity': expected int32_t quantity at 16, found no such field
                field 'side': expected enum8 side { BUY, SELL } at 20, found enum8 side { SELL, BUY } at 12
                field 'symbol': expected text16 symbol[16] at 22, found no such field
                field 'version': expected int64_t version at 40, found no such field
                field 'extra': expected no such field, found int8_t extra at 13""", trade.difference(other));
        assertEquals("", trade.difference(StructLayout.parse(TRADE)));
    }

    /** A queue of the one would have other slots than a queue of the other. */
    @Test
    void layoutsOfOneVersionAndTwoAlignmentsAreNotCompatible() {
        StructLayout plain = StructLayout.builder("t", 1)
                .field("a", FieldType.LONG)
                .field("b", FieldType.LONG)
                .build();
        StructLayout aligned = StructLayout.builder("t", 1)
                .field("a", FieldType.LONG)
                .align(32)
                .field("b", FieldType.LONG)
                .build();
        assertFalse(plain.isCompatible(aligned));
        assertFalse(aligned.isCompatible(plain));
        assertTrue(plain.difference(aligned).contains("aligned to 32"), () -> plain.difference(aligned));
    }

    @Test
    void parseReadsWhatTextWrote() {
        assertEquals(trade, StructLayout.parse(TRADE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "struct",
                "struct a version 1 size 0 align 1 {\n}\n",
                "struct a version 0 size 1 align 1 {\n  int8_t b; // 0\n}\n",
                "struct a version 1 size 1 align 1 {\n  int8_t b; // 1\n}\n",
                "struct a version 1 size 2 align 1 {\n  int8_t b; // 0\n}\n",
                "struct a version 1 size 1 align 8 {\n  int8_t b; // 0\n}\n",
                "struct a version 01 size 1 align 1 {\n  int8_t b; // 0\n}\n",
                "struct a version 1 size 1 align 1 {\n  int8_t b; // 0\n}\nmore",
                "struct a version 1 size 1 align 1 {\n  int8_t b; // 0\n",
                "struct a version 1 size 1 align 1 {\n  int8_t b; // 0",
                "struct a version 1 size 2 align 1 {\n  int8_t b; // 0\n  int8_t b; // 1\n}\n",
                "struct a version 1 size 1 align 1 {\n  int128_t b; // 0\n}\n",
                "struct a version 1 size 1 align 1 {\n  enum8 b; // 0\n}\n",
                "struct a version 1 size 1 align 1 {\n  enum8 b { }; // 0\n}\n",
                "struct a version 1 size 1 align 1 {\n  enum8 b { A, A }; // 0\n}\n",
                "struct a version 1 size 2 align 2 {\n  enum16 b { A }; // 0\n}\n",
                "struct a version 1 size 4 align 2 {\n  text16 b[0]; // 0\n}\n",
                "struct a version 1 size 4 align 2 {\n  text16 b[-1]; // 0\n}\n",
                "struct a version 1 size 4 align 2 {\n  text16 b[99999999999]; // 0\n}\n",
                "struct a version 1 size 8 align 4 {\n  text32 b[2]; // 0\n}\n",
                "struct \u001b[2J version 1 size 1 align 1 {\n  int8_t b; // 0\n}\n",
                "struct a version 1 size 1 align 1 {\n  int8_t \u202e; // 0\n}\n",
                "struct a version 1 size 1 align 1 {\r\n  int8_t b; // 0\r\n}\r\n",
                "struct a version 1 size 1 align 1 {\n  int8_t \ud800; // 0\n}\n",
                "struct a version 1 size 4 align 1 {\n  int8_t b[0]; // 0\n}\n",
                "struct a version 1 size 4 align 1 {\n  int8_t b[2][2]; // 0\n}\n",
                "struct a version 1 size 4 align 1 {\n  int8_t b[1073741825]; // 0\n}\n",
                "struct a version 1 size 4 align 1 {\n  uuid? b; // 0\n}\n",
                "struct a version 1 size 4 align 1 {\n  decimal64 b; // 0\n}\n",
                "struct a version 1 size 16 align 8 {\n  decimal64 b scale 19; // 0\n}\n",
                "struct a version 1 size 8 align 8 {\n  int8_t b align 3; // 0\n}\n",
                "struct a version 1 size 128 align 128 {\n  int8_t b align 128; // 0\n}\n",
                "struct a version 1 size 1 align 1 {\n  int8_t b since 2; // 0\n}\n",
                "struct a version 2 size 2 align 1 {\n  int8_t b since 2; // 0\n  int8_t c; // 1\n}\n",
                "struct a version 1 size 1 align 1 {\n  struct b version 1 size 1 align 1 {\n  } c; // 0\n}\n",
            })
    void parseRefusesWhatIsNoLayout(String text) {
        String message = String.valueOf(assertThrows(CorruptStructException.class, () -> StructLayout.parse(text))
                .getMessage());
        assertTrue(message.startsWith("layout text, line "), message);
        assertTrue(message.codePoints().noneMatch(Character::isISOControl), message);
    }

    @Test
    void parseRefusesTextsBeyondTheBounds() {
        String fields = "  int8_t f; // 0\n".repeat(70_000);
        assertThrows(
                CorruptStructException.class,
                () -> StructLayout.parse("struct a version 1 size 1 align 1 {\n" + fields + "}\n"));
        String name = "n".repeat(256);
        assertThrows(CorruptStructException.class, () -> StructLayout.parse("struct " + name + " version 1 size 1"));
    }

    @Test
    void parseRefusesStructsTooDeepInside() {
        StringBuilder text = new StringBuilder();
        for (int depth = 0; depth < 20_000; depth++) {
            text.append("  ".repeat(Math.min(depth, 20))).append("struct a version 1 size 1 align 1 {\n");
        }
        assertThrows(CorruptStructException.class, () -> StructLayout.parse(text.toString()));
    }

    @Test
    void builderRefusesWhatNoStructCanHave() {
        LayoutBuilder builder = StructLayout.builder("a", 1);
        assertThrows(IllegalArgumentException.class, builder::build);
        assertThrows(IllegalArgumentException.class, () -> builder.field("x y", FieldType.INT));
        assertThrows(IllegalArgumentException.class, () -> builder.field("x", FieldType.TEXT));
        assertThrows(IllegalArgumentException.class, () -> builder.text("x", 0));
        assertThrows(IllegalArgumentException.class, () -> builder.text("x", StructLayout.MAX_TEXT_BYTES + 1));
        assertThrows(IllegalArgumentException.class, () -> builder.enumeration("x"));
        assertThrows(IllegalArgumentException.class, () -> StructLayout.builder("", 1));
        assertThrows(IllegalArgumentException.class, () -> StructLayout.builder("a", 0));
    }
}
