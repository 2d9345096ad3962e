package dev.shm.tools;

import java.io.PrintWriter;

/** Bytes in hexadecimal, sixteen a line, with their ASCII characters beside them. */
final class HexDump {
    static final int MAX_BYTES = 1 << 20;
    private static final int A_LINE = 16;

    private HexDump() {}

    static void print(byte[] bytes, PrintWriter writer) {
        writer.println();
        writer.println("payload, first " + bytes.length + " bytes");
        for (int start = 0; start < bytes.length; start += A_LINE) {
            StringBuilder hex = new StringBuilder();
            StringBuilder characters = new StringBuilder();
            for (int i = start; i < Math.min(bytes.length, start + A_LINE); i++) {
                hex.append(String.format("%02x ", bytes[i]));
                characters.append(bytes[i] >= ' ' && bytes[i] < 0x7F ? (char) bytes[i] : '.');
            }
            writer.printf("  %08x  %-48s %s%n", start, hex, characters);
        }
    }
}
