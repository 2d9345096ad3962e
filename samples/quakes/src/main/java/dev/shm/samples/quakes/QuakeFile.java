package dev.shm.samples.quakes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events read from a CSV file with the columns of {@code earthquakes.csv}. A row that is none is reported with its line
 * and left out.
 */
final class QuakeFile {
    private static final List<String> COLUMNS =
            List.of("id", "time_ms", "magnitude", "longitude", "latitude", "depth_km", "place");

    private final List<Quake> quakes = new ArrayList<>();
    private final Consumer<String> complaints;
    private long badRows;

    private QuakeFile(Consumer<String> complaints) {
        this.complaints = complaints;
    }

    /**
     * Reads a file.
     *
     * @param input null for the week that comes with the sample
     * @param complaints takes a line for each bad row
     */
    static QuakeFile read(@Nullable Path input, Consumer<String> complaints) throws IOException {
        QuakeFile file = new QuakeFile(complaints);
        try (InputStream stream = input == null ? week() : Files.newInputStream(input)) {
            file.parse(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)), input);
        }
        return file;
    }

    List<Quake> quakes() {
        return quakes;
    }

    long badRows() {
        return badRows;
    }

    private static InputStream week() {
        return Objects.requireNonNull(
                QuakeFile.class.getResourceAsStream("earthquakes.csv"), "earthquakes.csv is not on the class path");
    }

    private void parse(BufferedReader reader, @Nullable Path input) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .get();
        try (CSVParser rows =
                CSVParser.builder().setReader(reader).setFormat(format).get()) {
            if (!rows.getHeaderNames().containsAll(COLUMNS)) {
                throw new IOException((input == null ? "the input" : input) + ": expected the columns " + COLUMNS
                        + " and found " + rows.getHeaderNames());
            }
            for (CSVRecord row : rows) add(row, rows.getCurrentLineNumber());
        } catch (UncheckedIOException e) {
            throw new IOException(
                    "the input is no CSV from line " + (quakes.size() + badRows + 2) + " on: " + e.getCause(), e);
        }
    }

    private void add(CSVRecord row, long line) {
        try {
            if (!row.isConsistent()) throw new IllegalArgumentException(row.size() + " columns");
            quakes.add(new Quake(
                    0,
                    text(row, "id", 22),
                    time(row),
                    number(row, "magnitude"),
                    number(row, "longitude"),
                    number(row, "latitude"),
                    number(row, "depth_km"),
                    text(row, "place", 102)));
        } catch (IllegalArgumentException e) {
            badRows++;
            complaints.accept("line " + line + ": " + e.getMessage());
        }
    }

    private static long time(CSVRecord row) {
        try {
            return Long.parseLong(row.get("time_ms"));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("time_ms '" + row.get("time_ms") + "' is no time in milliseconds", e);
        }
    }

    private static double number(CSVRecord row, String column) {
        try {
            double number = Double.parseDouble(row.get(column));
            if (Double.isFinite(number)) return number;
        } catch (NumberFormatException e) {
            // told below, with the column's name
        }
        throw new IllegalArgumentException(column + " '" + row.get(column) + "' is no number");
    }

    private static String text(CSVRecord row, String column, int maxBytes) {
        String text = row.get(column);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes <= maxBytes) return text;
        throw new IllegalArgumentException(column + " has " + bytes + " bytes, more than " + maxBytes);
    }
}
