package dev.shm.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** Main methods for the tests of the testkit. */
final class Children {
    private Children() {}

    static final class Greeter {
        public static void main(String[] args) {
            System.out.println("hello " + String.join(",", args) + " " + System.getProperty("greeting"));
            System.err.println("grüße on stderr");
            System.exit(args.length);
        }
    }

    /** Repeats what it hears until it hears "bye". */
    static final class Echo {
        public static void main(String[] args) {
            Handshake.say("ready");
            Handshake.await("go");
            for (String line = Handshake.await(); !line.equals("bye"); line = Handshake.await())
                Handshake.say("heard " + line);
        }
    }

    /** Never ends, and does not look at stdin. */
    static final class Idler {
        public static void main(String[] args) {
            Handshake.say("idle");
            while (true) LockSupport.park();
        }
    }

    static final class Suicide {
        public static void main(String[] args) {
            SelfKill.prepare();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
            System.out.println("before");
            SelfKill.now();
            System.out.println("after");
        }
    }

    static final class Crasher {
        public static void main(String[] args) {
            new com.sun.jna.Pointer(8).getInt(0);
        }
    }

    static final class Inspector {
        public static void main(String[] args) throws IOException {
            SelfKill.prepare();
            System.out.println("mapAt " + System.getProperty("dev.shm.mapAt"));
            System.out.println("full " + Proof.isFull());
            System.out.println("killAt " + KillAt.number() + " " + Boolean.getBoolean("dev.shm.killPoints"));
            Files.readAllLines(Path.of("/proc/self/maps")).forEach(line -> System.out.println("map " + line));
            System.out.println("end of maps");
        }
    }

    /** Starts a JVM as a sample does, with no flags. */
    static final class Parent {
        public static void main(String[] args) throws IOException, InterruptedException {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            ProcessBuilder child =
                    new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Flags.class.getName());
            System.exit(child.inheritIO().start().waitFor());
        }
    }

    static final class Flags {
        public static void main(String[] args) {
            System.out.println("flags " + ManagementFactory.getRuntimeMXBean().getInputArguments());
        }
    }

    /** Appends one byte for each point to a file; args: the file, the number of points. */
    static final class Appender {
        public static void main(String[] args) {
            Path file = Path.of(args[0]);
            KillAt.during(FakePoints::arm, FakePoints::disarm, () -> {
                for (int i = 0; i < Integer.parseInt(args[1]); i++) {
                    append(file);
                    FakePoints.reached();
                }
            });
        }

        private static void append(Path file) {
            try {
                Files.write(file, new byte[] {1}, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Counts points, and never dies at one. */
    static final class Unarmed {
        public static void main(String[] args) {
            KillAt.report(3);
        }
    }

    static final class Failing {
        public static void main(String[] args) {
            KillAt.during(FakePoints::arm, FakePoints::disarm, () -> {
                FakePoints.reached();
                throw new IllegalStateException("a bug of the operation");
            });
        }
    }

    /** Creates a large sparse file under a temporary name, locks it, links it, and counts in it; args: the name. */
    static final class Creator {
        static final long FAR = 1L << 32;

        public static void main(String[] args) {
            Path name = Path.of(args[0]);
            KillAt.during(FakePoints::arm, FakePoints::disarm, () -> {
                try {
                    create(name);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        private static void create(Path name) throws IOException {
            Path temporary = Path.of(name + ".new");
            FakePoints.reached(); // 1: nothing there
            try (FileChannel channel = FileChannel.open(
                    temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                if (channel.tryLock(1 << 20, 1, false) == null) throw new IllegalStateException("locked");
                channel.write(ByteBuffer.wrap(new byte[] {7}), FAR);
                FakePoints.reached(); // 2: a temporary file
                Files.createLink(name, temporary);
                FakePoints.reached(); // 3: two names
                Files.delete(temporary);
                MappedByteBuffer counter = channel.map(FileChannel.MapMode.READ_WRITE, 0, 8);
                for (byte i = 4; i < 100; i++) {
                    counter.put(0, i);
                    FakePoints.reached(); // i: the counter says so
                }
            }
            Files.delete(name);
        }
    }
}
