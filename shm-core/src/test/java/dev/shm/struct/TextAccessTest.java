package dev.shm.struct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.memory.MemoryScope;
import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Texts of every length about which words they are written by, with one character that is not ASCII at every place. */
class TextAccessTest {
    private static final int LONGEST = 28;
    private static final int GUARD = 8;
    private static final byte UNTOUCHED = 0x55;
    private static final List<String> STRANGERS = List.of(
            "a", "\u0000", "\u007F", "\u0080", "\u00E9", "\u0100", "\u0141", "\u4100", "\uD83D\uDE00", "\uD83D");

    private final MemoryScope memory = PrivateMemory.allocate(LONGEST + 4 * GUARD);
    private final long field = memory.base() + GUARD;

    @Test
    void textIsStoredAsItsUtf8AndNothingElseIsTouched() {
        for (int length = 0; length <= LONGEST; length++) {
            for (String text : texts(length)) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                for (int room = Math.max(1, bytes.length); room <= bytes.length + GUARD; room++) {
                    assertArrayEquals(bytes, stored(text, room), text);
                    assertArrayEquals(bytes, stored(CharBuffer.wrap(text), room), text);
                }
            }
        }
    }

    @Test
    void textThatDoesNotFitLeavesTheOldOne() {
        for (int length = 2; length <= LONGEST; length++) {
            for (String text : texts(length)) {
                int room = text.getBytes(StandardCharsets.UTF_8).length - 1;
                stored("x", room);
                for (CharSequence sequence : List.of(text, CharBuffer.wrap(text))) {
                    Exception refusal = assertThrows(IllegalArgumentException.class, () -> set(sequence, room));
                    assertTrue(refusal.toString().contains("at most " + room + " bytes"), refusal.toString());
                    assertArrayEquals(new byte[] {'x'}, content(room), text);
                }
            }
        }
    }

    @Test
    void nullIsStoredAsNoText() {
        stored("x", 4);
        set(null, 4);
        assertEquals(0, RawMemory.getShort(field));
    }

    @Test
    void textInMuchRoomHasALengthOfFourBytes() {
        MemoryScope large = PrivateMemory.allocate(70_000);
        TextAccess.set(layout(66_000), "f", large.base(), 66_000, "large room");
        assertEquals(11, RawMemory.getInt(large.base()));
        byte[] bytes = new byte[10];
        RawMemory.copyToArray(large.base() + Integer.BYTES, bytes, 0, 10);
        assertEquals("large room", new String(bytes, StandardCharsets.US_ASCII));
    }

    /** Of so many characters, all ASCII but one, which is at each place. */
    private static List<String> texts(int length) {
        String ascii = "0123456789ABCDEFGHIJKLMNOPQR".substring(0, length);
        if (length == 0) return List.of(ascii);
        return STRANGERS.stream()
                .flatMap(stranger -> IntStream.range(0, length)
                        .mapToObj(at -> ascii.substring(0, at) + stranger + ascii.substring(at + 1)))
                .toList();
    }

    /** What is stored after a text was set, when all around it was seen to be as before. */
    private byte[] stored(CharSequence text, int room) {
        byte[] before = new byte[Math.toIntExact(memory.sizeBytes())];
        Arrays.fill(before, UNTOUCHED);
        RawMemory.copyFromArray(before, 0, memory.base(), before.length);
        set(text, room);
        byte[] after = new byte[before.length];
        RawMemory.copyToArray(memory.base(), after, 0, after.length);
        Arrays.fill(after, GUARD, GUARD + Short.BYTES + room, UNTOUCHED);
        assertArrayEquals(before, after, () -> "around " + text);
        return content(room);
    }

    private byte[] content(int room) {
        int lengthPlusOne = RawMemory.getShort(field);
        assertTrue(lengthPlusOne >= 1 && lengthPlusOne <= room + 1);
        byte[] content = new byte[lengthPlusOne - 1];
        RawMemory.copyToArray(field + Short.BYTES, content, 0, content.length);
        return content;
    }

    private void set(@Nullable CharSequence text, int room) {
        TextAccess.set(layout(room), "f", field, room, text);
    }

    private static StructLayout layout(int room) {
        return StructLayout.builder("text", 1).text("f", room).build();
    }
}
