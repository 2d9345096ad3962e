package dev.shm.samples.wordcount;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One of several pieces of a file of about the same size, cut at white space so that no word is cut.
 *
 * @param startBytes where it starts
 * @param endBytes where the next starts
 */
record Piece(Path file, long startBytes, long endBytes) {
    static Piece of(Path file, int number, int pieces) throws IOException {
        long size = Files.size(file);
        return new Piece(file, cut(file, size, number, pieces), cut(file, size, number + 1, pieces));
    }

    /** Where a piece starts: behind the first white space at or after its share. */
    private static long cut(Path file, long size, int number, int pieces) throws IOException {
        if (number == 0) return 0;
        if (number == pieces) return size;
        long share = size / pieces * number + size % pieces * number / pieces;
        try (InputStream bytes = from(file, share)) {
            for (long at = share; at < size; at++) {
                int next = bytes.read();
                // In UTF-8 these bytes are part of no other character.
                if (next == ' ' || next == '\n' || next == '\r' || next == '\t') return at + 1;
            }
        }
        return size;
    }

    private static InputStream from(Path file, long offset) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        bytes.skipNBytes(offset);
        return bytes;
    }

    /** Its text. What is no UTF-8 reads as U+FFFD, which is in no word. */
    Reader open() throws IOException {
        return new BufferedReader(
                new InputStreamReader(new Part(from(file, startBytes), endBytes - startBytes), StandardCharsets.UTF_8));
    }

    /** So many bytes of a stream. */
    private static final class Part extends InputStream {
        private final InputStream bytes;
        private long left;

        Part(InputStream bytes, long left) {
            this.bytes = bytes;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left <= 0) return -1;
            left--;
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left <= 0) return -1;
            int count = bytes.read(target, offset, (int) Math.min(length, left));
            if (count > 0) left -= count;
            return count;
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }
}
