package dev.shm.internal.platform;

import dev.shm.SharedMemoryException;
import java.nio.ByteOrder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gives the one platform of this JVM, on first use: loading JNA costs 150 ms, which a program pays once. */
public final class Platforms {
    private static volatile @Nullable Platform platform;

    private Platforms() {}

    /**
     * The platform of this JVM.
     *
     * @throws UnsupportedOperationException where there is none yet
     * @throws SharedMemoryException if this JVM may not call native code
     */
    public static Platform current() {
        Platform known = platform;
        return known != null ? known : choose();
    }

    private static synchronized Platform choose() {
        Platform known = platform;
        if (known != null) return known;
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        boolean runs = processor.equals("amd64") || processor.equals("aarch64");
        if (!system.equals("linux") || !runs || ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new UnsupportedOperationException(
                    "dev.shm runs on Linux on x86-64 and aarch64 so far, and this is " + system + " on " + processor);
        }
        try {
            LibC.load();
        } catch (LinkageError e) {
            throw new SharedMemoryException(
                    "the C library cannot be called from this JVM. Where native access is denied, start java with"
                            + " --enable-native-access=ALL-UNNAMED",
                    e);
        }
        known = new LinuxPlatform();
        platform = known;
        return known;
    }
}
