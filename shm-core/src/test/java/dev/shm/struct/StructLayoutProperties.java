package dev.shm.struct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Any layout, and any text in place of one. */
class StructLayoutProperties {
    private static final List<FieldType> PRIMITIVES =
            Stream.of(FieldType.values()).filter(FieldType::isPrimitive).toList();

    private static final List<FieldType> VALUES =
            List.of(FieldType.UUID, FieldType.INSTANT, FieldType.DURATION, FieldType.DATE);

    /** Above the primitives: an enum of that many constants below zero; all else above, by remainders. */
    @Provide
    Arbitrary<List<Integer>> shapes() {
        Arbitrary<Integer> shape = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 7),
                Arbitraries.integers().between(-300, -1),
                Arbitraries.integers().between(8, 70_000));
        return shape.list().ofMinSize(1).ofMaxSize(30);
    }

    private static StructLayout layout(List<Integer> shapes) {
        LayoutBuilder builder = StructLayout.builder("any.Thing-1", 3);
        for (int i = 0; i < shapes.size(); i++) {
            int shape = shapes.get(i);
            add(builder, "f" + i, shape);
            if (shape % 7 == 3) builder.length(1 + Math.abs(shape % 5));
            if (shape % 11 == 4) builder.cacheLine();
            if (i > 3) builder.since(2 + i / 20);
        }
        return builder.build();
    }

    private static void add(LayoutBuilder builder, String name, int shape) {
        if (shape < 0) builder.enumeration(name, constants(-shape));
        else if (shape < 8) builder.field(name, PRIMITIVES.get(shape));
        else if (shape % 6 == 0) builder.bytes(name, shape);
        else if (shape % 6 == 1) builder.optional(name, PRIMITIVES.get(shape % 8));
        else if (shape % 6 == 2) builder.decimal(name, shape % 19);
        else if (shape % 6 == 3) builder.field(name, VALUES.get(shape % VALUES.size()));
        else if (shape % 6 == 4) builder.struct(name, layout(List.of(shape % 8, -3, shape / 2)));
        else builder.text(name, shape);
    }

    private static List<String> constants(int count) {
        List<String> constants = new ArrayList<>();
        for (int i = 0; i < count; i++) constants.add("C" + i);
        return constants;
    }

    @Property
    void textRoundTrips(@ForAll("shapes") List<Integer> shapes) {
        StructLayout layout = layout(shapes);
        StructLayout parsed = StructLayout.parse(layout.text());
        assertEquals(layout.text(), parsed.text());
        assertEquals(layout.fingerprint(), parsed.fingerprint());
        assertEquals(layout.sizeBytes(), parsed.sizeBytes());
        assertEquals("", layout.difference(parsed));
    }

    @Property
    void fieldsAreAlignedAndDoNotOverlap(@ForAll("shapes") List<Integer> shapes) {
        StructLayout layout = layout(shapes);
        int end = 0;
        for (StructField field : layout.fields()) {
            assertTrue(field.offset() >= end && field.offset() < end + field.alignment());
            assertEquals(0, field.offset() % field.alignment());
            assertEquals(0, layout.alignment() % field.alignment());
            end = field.offset() + field.sizeBytes();
        }
        assertEquals(0, layout.sizeBytes() % layout.alignment());
        assertTrue(layout.sizeBytes() >= end && layout.sizeBytes() < end + layout.alignment());
    }

    @Property
    void anotherShapeIsAnotherTextWithADifference(
            @ForAll("shapes") List<Integer> shapes, @ForAll("shapes") List<Integer> others) {
        StructLayout layout = layout(shapes);
        StructLayout other = layout(others);
        if (shapes.equals(others)) {
            assertEquals(layout, other);
        } else {
            // Some numbers above the primitives mean the same shape.
            assertEquals(
                    layout.text().equals(other.text()), layout.difference(other).isEmpty());
        }
    }

    @Property
    void damagedTextIsRefusedOrALayoutOfThatText(
            @ForAll("shapes") List<Integer> shapes, @ForAll @IntRange(max = 100_000) int at, @ForAll char damage) {
        String text = layout(shapes).text();
        int index = at % text.length();
        String damaged = text.substring(0, index) + damage + text.substring(index + 1);
        parsesOrRefuses(damaged);
        parsesOrRefuses(text.substring(0, index));
        parsesOrRefuses(text.substring(index));
    }

    @Property
    void anyTextIsRefusedOrALayoutOfThatText(@ForAll String text) {
        parsesOrRefuses(text);
    }

    private static void parsesOrRefuses(String text) {
        try {
            assertEquals(text, StructLayout.parse(text).text());
        } catch (CorruptStructException expected) {
            assertTrue(String.valueOf(expected.getMessage()).startsWith("layout text"));
        }
    }
}
