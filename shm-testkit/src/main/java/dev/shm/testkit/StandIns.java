package dev.shm.testkit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies of files under the files' own names, while the files themselves wait in a directory beside.
 *
 * <p>Copies are sparse, keep permissions, and two names of one file become two names of one copy.
 */
final class StandIns implements AutoCloseable {
    private final Path directory;
    private final List<String> prefixes;
    private final Path aside;

    /** Kept open, so that another build sees whose it is. */
    private final DirectoryStream<Path> asideOpen;

    @SuppressWarnings("StreamResourceLeak") // closed by close
    StandIns(Path directory, List<String> prefixes) throws IOException {
        this.directory = directory;
        this.prefixes = prefixes;
        // In the same file system: a move must keep the inode, which the child has mapped and locked.
        aside = Files.createTempDirectory(directory, ".stand-ins-");
        asideOpen = Files.newDirectoryStream(aside);
    }

    /** Moves the files aside and puts copies in their places. */
    void putInPlace() throws IOException {
        Map<Object, Path> copied = new HashMap<>();
        for (Path file : matching(directory)) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) throw new IOException(file + " is not a regular file");
            Path moved = Files.move(file, aside.resolve(file.getFileName()));
            @Nullable Path twin = copied.putIfAbsent(attributes.fileKey(), file);
            if (twin != null) Files.createLink(file, twin);
            else copy(moved, file);
        }
    }

    /** Removes the copies and all else of those prefixes, and moves the files back. */
    void takeAway() throws IOException {
        for (Path copy : matching(directory)) Files.delete(copy);
        for (Path file : matching(aside)) Files.move(file, directory.resolve(file.getFileName()));
    }

    @Override
    public void close() throws IOException {
        asideOpen.close();
        Files.delete(aside);
    }

    private List<Path> matching(Path where) throws IOException {
        try (Stream<Path> entries = Files.list(where)) {
            return entries.filter(entry ->
                            prefixes.stream().anyMatch(entry.getFileName().toString()::startsWith))
                    .collect(Collectors.toList());
        }
    }

    /** Copies what the source has, and leaves holes where it has none: regions are sparse up to their largest size. */
    private static void copy(Path source, Path target) throws IOException {
        Files.createFile(target);
        try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ);
                RandomAccessFile to = new RandomAccessFile(target.toFile(), "rw")) {
            to.setLength(from.size());
            int descriptor = Libc.open(source.toString(), Libc.O_RDONLY);
            if (descriptor < 0) throw new IOException("cannot open " + source);
            try {
                long start = Libc.lseek(descriptor, 0, Libc.SEEK_DATA);
                while (start >= 0) {
                    long end = Libc.lseek(descriptor, start, Libc.SEEK_HOLE);
                    to.seek(start);
                    for (long at = start; at < end; ) at += from.transferTo(at, end - at, to.getChannel());
                    start = Libc.lseek(descriptor, end, Libc.SEEK_DATA); // −1 at the end
                }
            } finally {
                Libc.close(descriptor);
            }
        }
        Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(source));
    }
}
