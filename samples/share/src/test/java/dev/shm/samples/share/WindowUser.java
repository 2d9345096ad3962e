package dev.shm.samples.share;

import dev.shm.testkit.Handshake;
import java.awt.AWTException;
import java.awt.Component;
import java.awt.Container;
import java.awt.Frame;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import javax.swing.text.JTextComponent;
import org.jspecify.annotations.Nullable;

/**
 * Opens the sample's window in this JVM and does to it what the test says, line by line, through the pointer and the
 * keyboard of the X server. It looks into the window only to find where to click and to read what it shows.
 */
final class WindowUser {
    private static final int LOOK_AGAIN_MILLIS = 20;

    private final Robot robot;

    private WindowUser() throws AWTException {
        robot = new Robot();
    }

    public static void main(String[] args) throws Exception {
        Handshake.say("begins");
        Thread sample = new Thread(() -> Share.main(args), "sample");
        sample.start();
        WindowUser user = new WindowUser();
        while (true) user.obey(Handshake.await()); // until the window's end is that of the JVM
    }

    private void obey(String line) throws Exception {
        String[] words = line.split(" ", 2);
        String rest = words.length == 2 ? words[1] : "";
        switch (words[0]) {
            case "move" ->
                inWindowThread(() -> {
                    frame().setLocation(Integer.parseInt(rest), Integer.parseInt(rest));
                    return rest;
                });
            case "click" -> click(rest);
            case "type" -> rest.chars().forEach(this::type);
            case "enter" -> press(KeyEvent.VK_ENTER);
            case "await" -> {
                awaitText(rest.substring(0, rest.indexOf('=')), rest.substring(rest.indexOf('=') + 1));
                return;
            }
            case "photograph" -> photograph(new File(rest));
            case "close" ->
                inWindowThread(() -> {
                    Frame frame = frame();
                    frame.dispatchEvent(new WindowEvent(frame, WindowEvent.WINDOW_CLOSING));
                    return rest;
                });
            default -> throw new IllegalArgumentException(line);
        }
        robot.waitForIdle();
        Handshake.say("did " + words[0]);
    }

    private void click(String name) throws Exception {
        Point middle = inWindowThread(() -> {
            Component component = find(frame(), name);
            Point corner = component.getLocationOnScreen();
            return new Point(corner.x + component.getWidth() / 2, corner.y + component.getHeight() / 2);
        });
        robot.mouseMove(middle.x, middle.y);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
    }

    private void type(int character) {
        boolean capital = Character.isUpperCase(character);
        if (capital) robot.keyPress(KeyEvent.VK_SHIFT);
        press(KeyEvent.getExtendedKeyCodeForChar(character));
        if (capital) robot.keyRelease(KeyEvent.VK_SHIFT);
    }

    private void press(int key) {
        robot.keyPress(key);
        robot.keyRelease(key);
    }

    /** Says so as soon as the component shows the text, or begins with it if it ends in an asterisk. */
    private static void awaitText(String name, String text) {
        Timer look = new Timer(LOOK_AGAIN_MILLIS, event -> {
            String shown = shown(name);
            boolean found =
                    text.endsWith("*") ? shown.startsWith(text.substring(0, text.length() - 1)) : shown.equals(text);
            if (!found) return;
            ((Timer) event.getSource()).stop();
            Handshake.say(name + "=" + shown);
        });
        look.setInitialDelay(0);
        look.start();
    }

    private static String shown(String name) {
        for (Frame frame : Frame.getFrames()) {
            Component component = findOrNull(frame, name);
            if (component instanceof JTextComponent field) return field.getText();
            if (component instanceof JLabel label) return label.getText();
            if (component instanceof AbstractButton button) return button.isEnabled() ? "enabled" : "disabled";
        }
        return "";
    }

    private void photograph(File file) throws IOException {
        ImageIO.write(
                robot.createScreenCapture(
                        new Rectangle(Toolkit.getDefaultToolkit().getScreenSize())),
                "png",
                file);
    }

    private static Frame frame() {
        for (Frame frame : Frame.getFrames()) if (frame.isShowing()) return frame;
        throw new IllegalStateException("no window shows");
    }

    private static Component find(Container container, String name) {
        Component found = findOrNull(container, name);
        if (found == null) throw new IllegalStateException("no component '" + name + "' in " + container);
        return found;
    }

    private static @Nullable Component findOrNull(Container container, String name) {
        for (Component component : container.getComponents()) {
            if (name.equals(component.getAccessibleContext().getAccessibleName())
                    && !(component instanceof JLabel label && label.getLabelFor() != null)) return component;
            Component found = component instanceof Container inner ? findOrNull(inner, name) : null;
            if (found != null) return found;
        }
        return null;
    }

    private static <T> T inWindowThread(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        SwingUtilities.invokeAndWait(task);
        return task.get();
    }
}
