package dev.shm.struct;

import java.nio.charset.StandardCharsets;

/** Writes the canonical text of a layout. {@link LayoutParser} is its partner. ABI: the text is stored. */
final class LayoutText {
    private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private LayoutText() {}

    static String write(StructLayout layout) {
        StringBuilder text = new StringBuilder();
        append(layout, "", text);
        return text.append("}\n").toString();
    }

    /** All but the closing brace, which a field of this layout follows with its name. */
    private static void append(StructLayout layout, String indent, StringBuilder text) {
        text.append("struct ").append(layout.name());
        text.append(" version ").append(layout.version());
        text.append(" size ").append(layout.sizeBytes());
        text.append(" align ").append(layout.alignment()).append(" {\n");
        String inner = indent + "  ";
        for (StructField field : layout.fields()) {
            text.append(inner);
            StructLayout struct = field.struct();
            if (struct == null) {
                text.append(field.shape().word());
            } else {
                append(struct, inner, text);
                text.append(inner).append('}');
            }
            text.append(' ').append(field.declarator());
            text.append("; // ").append(field.offset()).append('\n');
        }
    }

    static long fingerprint(String text) {
        long hash = FNV_OFFSET_BASIS;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        return hash;
    }
}
