package dev.shm.benchmarks.pair;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file that will be written at the end: one that cannot be is refused before anything runs. */
final class WritableFile implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
        Path file = Path.of(value);
        if (!isWritable(file.toAbsolutePath())) throw new TypeConversionException(value + " cannot be written");
        return file;
    }

    private static boolean isWritable(Path file) {
        Path folder = file.getParent();
        if (Files.exists(file)) return !Files.isDirectory(file) && Files.isWritable(file);
        return folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    }
}
