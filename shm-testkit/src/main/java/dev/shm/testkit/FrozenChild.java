package dev.shm.testkit;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * One child for many {@link FrozenSweep}s: it runs the main method of a class again for each of them, and its JVM
 * starts once. Not for operations that do something only once in a process. Confined to one thread; close it when its
 * sweeps are done.
 */
public final class FrozenChild implements AutoCloseable {
    /** Not in what a test hands to a main method. */
    private static final String BETWEEN = "\u0001";

    private final Class<?> main;
    private @Nullable ChildJvm running;

    private FrozenChild(Class<?> main) {
        this.main = main;
    }

    /** A child that will run this class's main method, once for each sweep. */
    public static FrozenChild of(Class<?> main) {
        return new FrozenChild(main);
    }

    /** Begins the next run; after a sweep that failed in a new JVM. */
    ChildJvm run(String... args) {
        if (running == null) {
            running = FrozenSweep.frozen(ChildJvm.of(Again.class).args(main.getName()))
                    .start();
        }
        running.send(String.join(BETWEEN, args));
        return running;
    }

    /** Ends the JVM; a further sweep starts another. */
    @Override
    public void close() {
        if (running != null) running.close();
        running = null;
    }

    /** The child's main class. */
    static final class Again {
        static final String RAN = "main has run";

        private Again() {}

        public static void main(String[] args) throws ReflectiveOperationException {
            while (true) { // until the parent ends this process
                String[] next = Handshake.await().split(BETWEEN, -1);
                try {
                    var method = Class.forName(args[0]).getDeclaredMethod("main", String[].class);
                    method.setAccessible(true);
                    method.invoke(null, (Object) next);
                } catch (InvocationTargetException e) {
                    e.getTargetException().printStackTrace();
                    Runtime.getRuntime().halt(1);
                }
                Handshake.say(RAN);
            }
        }
    }
}
