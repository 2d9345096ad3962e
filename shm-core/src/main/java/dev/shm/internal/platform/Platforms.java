package dev.shm.internal.platform;

import java.nio.ByteOrder;
import java.util.Locale;

/** Gives the one platform of this JVM, on first use: loading JNA costs 150 ms, which a program pays once. */
public final class Platforms {
    private Platforms() {}

    /**
     * The platform of this JVM.
     *
     * @throws UnsupportedOperationException where there is none yet
     */
    public static Platform current() {
        return Current.PLATFORM;
    }

    private static final class Current {
        static final Platform PLATFORM = choose();

        private static Platform choose() {
            String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            String processor = System.getProperty("os.arch");
            boolean known = processor.equals("amd64") || processor.equals("aarch64");
            if (system.equals("linux") && known && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
                return new LinuxPlatform();
            }
            throw new UnsupportedOperationException(
                    "dev.shm runs on Linux on x86-64 and aarch64 so far, and this is " + system + " on " + processor);
        }
    }
}
