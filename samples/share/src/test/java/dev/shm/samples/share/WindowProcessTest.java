package dev.shm.samples.share;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.shm.SharedRegion;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clicks and types into windows of two JVMs on a virtual display. {@code -Dscreenshot.update} renews the picture. */
@NothingLeftBehind
final class WindowProcessTest {
    private static final Path PICTURE = Path.of("..", "..", "docs", "guide", "share.png");

    private static final boolean UPDATE = System.getProperty("screenshot.update") != null;

    private final String name =
            UPDATE ? SharedText.NAME : "share-window-" + ProcessHandle.current().pid();
    private Display display;

    @BeforeAll
    static void makeReady() throws Exception {
        Display.assumeReady();
    }

    @BeforeEach
    void startDisplay() throws Exception {
        display = Display.start();
    }

    @AfterEach
    void endDisplay() throws InterruptedException {
        display.end();
        assertFalse(SharedRegion.delete(name), "the last to leave has not removed the region");
    }

    @Test
    void oneWindowGetsWhatTheOtherPuts() {
        try (ChildJvm first = window(40);
                ChildJvm second = window(200)) {
            type(first, "Hello from 1998");
            order(first, "click Put");
            await(first, "Message", "put 15 characters");
            order(second, "click Get");
            await(second, "Text", "Hello from 1998");
            await(second, "Message", "got a text");
            if (UPDATE) order(second, "photograph " + PICTURE);

            type(second, " and back");
            order(second, "enter");
            await(second, "Message", "put 24 characters");
            order(first, "click Get");
            await(first, "Text", "Hello from 1998 and back");
            close(first);
            order(second, "click Get");
            await(second, "Message", "got a text");
            close(second);
        }
    }

    @Test
    void windowGoesOnWhileAnotherProcessHoldsTheLockAndAfterItDied() {
        try (ChildJvm holder = ChildJvm.of(Share.class)
                        .args("--console", "--name", name)
                        .start();
                ChildJvm window = window(40)) {
            holder.send("put old");
            holder.awaitLine("put 3");
            holder.send("lock");
            holder.awaitLine("locked");
            await(window, "Lock", "Lock: held by process " + holder.pid());
            order(window, "click Get");
            await(window, "Message", "waiting for process " + holder.pid());
            type(window, "new");
            await(window, "Get", "disabled");
            holder.kill();
            await(window, "Message", SharedText.CLEARED + "; nobody has put a text");
            await(window, "Lock", "Lock: free");
            type(window, "new");
            order(window, "click Put");
            await(window, "Message", "put 3 characters");
            close(window);
        }
    }

    @Test
    void windowThatWaitsForTheLockCloses() {
        try (ChildJvm holder = ChildJvm.of(Share.class)
                        .args("--console", "--name", name)
                        .start();
                ChildJvm window = window(40)) {
            holder.send("lock");
            holder.awaitLine("locked");
            order(window, "click Put");
            await(window, "Message", "waiting for *");
            close(window);
            holder.send("quit");
            holder.awaitSuccess();
        }
    }

    @Test
    void longTextIsPutAsFarAsItGoesAndTheUserIsTold() {
        try (ChildJvm window = window(40)) {
            type(window, "x".repeat(300));
            order(window, "click Put");
            await(window, "Message", "put the first 256 of 300 characters; the region has 256 bytes");
            order(window, "click Get");
            await(window, "Text", "x".repeat(256));
            close(window);
        }
    }

    private ChildJvm window(int place) {
        ChildJvm window = display.showing(ChildJvm.of(WindowUser.class).args("--name", name))
                .start();
        await(window, "Lock", "Lock: *");
        order(window, "move " + place);
        return window;
    }

    private static void type(ChildJvm window, String text) {
        order(window, "click Text");
        order(window, "type " + text);
    }

    private static void close(ChildJvm window) {
        window.send("close");
        window.awaitSuccess();
    }

    private static void order(ChildJvm window, String order) {
        window.send(order);
        window.awaitLine("did " + order.split(" ", 2)[0]);
    }

    private static void await(ChildJvm window, String component, String text) {
        window.send("await " + component + "=" + text);
        window.awaitLine(component + "=" + text.replace("*", ""));
    }
}
