package dev.shm.samples.share;

import dev.shm.RegionClosedException;
import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.awt.GridLayout;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import javax.swing.UIManager;
import javax.swing.UnsupportedLookAndFeelException;
import javax.swing.WindowConstants;

/**
 * The window: a text box, <i>Put</i> and <i>Get</i>. A thread of its own does what may have to wait for the lock, so
 * the window never stands still.
 */
final class Window {
    private static final int MARGIN = 12;
    private static final int COLUMNS = 40;
    private static final int REFRESH_MILLIS = 200;

    /** For a system without a look of its own. */
    private static final String NIMBUS = "javax.swing.plaf.nimbus.NimbusLookAndFeel";

    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final SharedText text;

    private final JFrame frame = new JFrame();
    private final JTextField field = new JTextField(COLUMNS);
    private final JButton put = button("Put", 'P', "Puts the text into shared memory", this::put);
    private final JButton get = button("Get", 'G', "Gets the text from shared memory", this::get);
    private final JLabel message = new JLabel(" ");
    private final JLabel lock = new JLabel(" ");
    private final Timer refresh = new Timer(REFRESH_MILLIS, event -> showLock());

    private Window(String name) {
        text = new SharedText(name, waiting -> SwingUtilities.invokeLater(() -> message.setText(waiting)));
    }

    static void showUntilClosed(String name) throws InterruptedException {
        Window[] window = new Window[1];
        try {
            SwingUtilities.invokeAndWait(() -> {
                useLookOfSystem();
                window[0] = new Window(name);
                window[0].show();
            });
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw new IllegalStateException(e);
        }
        window[0].closed.await();
    }

    private void show() {
        // On Ctrl-C too.
        Runtime.getRuntime().addShutdownHook(new Thread(text::close, "leave the region"));
        frame.setTitle("Shared text - " + (text.isFirst() ? "first" : "joined"));
        frame.setContentPane(content());
        frame.getRootPane().setDefaultButton(put);
        frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                close();
            }
        });
        frame.pack();
        frame.setMinimumSize(frame.getSize());
        frame.setLocationByPlatform(true);
        showLock();
        refresh.start();
        frame.setVisible(true);
    }

    private JPanel content() {
        name(field, "Text");
        name(message, "Message");
        name(lock, "Lock");
        JLabel label = new JLabel("Text:");
        label.setDisplayedMnemonic('T');
        label.setLabelFor(field);
        JPanel box = new JPanel(new BorderLayout(MARGIN, MARGIN));
        box.add(label, BorderLayout.LINE_START);
        box.add(field, BorderLayout.CENTER);

        JPanel buttons = new JPanel(new GridLayout(1, 2, MARGIN, 0));
        buttons.add(put);
        buttons.add(get);
        JPanel right = new JPanel(new FlowLayout(FlowLayout.TRAILING, 0, 0));
        right.add(buttons);

        JPanel status = new JPanel(new GridLayout(0, 1, 0, MARGIN / 3));
        status.add(message);
        status.add(new JLabel("Region: " + text.description()));
        status.add(lock);

        JPanel content = new JPanel(new BorderLayout(MARGIN, MARGIN));
        content.setBorder(BorderFactory.createEmptyBorder(MARGIN, MARGIN, MARGIN, MARGIN));
        content.add(box, BorderLayout.PAGE_START);
        content.add(right, BorderLayout.CENTER);
        content.add(status, BorderLayout.PAGE_END);
        return content;
    }

    private void put() {
        String wanted = field.getText();
        inBackground(() -> text.put(wanted), done -> SharedText.report(wanted, done));
    }

    private void get() {
        inBackground(text::get, got -> {
            field.setText(got);
            return got.isEmpty() ? "nobody has put a text" : "got a text";
        });
    }

    /** Does the work in the thread that may wait, then shows in the window's thread what is to be told of it. */
    private <T> void inBackground(Callable<T> work, Function<T, String> telling) {
        setBusy(true);
        worker.execute(() -> {
            try {
                T result = work.call();
                String remark = text.wasCleared() ? SharedText.CLEARED + "; " : "";
                SwingUtilities.invokeLater(() -> end(remark + telling.apply(result)));
            } catch (InterruptedException | RegionClosedException e) {
                // the window has been closed
            } catch (Exception e) {
                SwingUtilities.invokeLater(() -> end(String.valueOf(e.getMessage())));
            }
        });
    }

    private void end(String outcome) {
        message.setText(outcome);
        setBusy(false);
        field.requestFocusInWindow();
    }

    private void setBusy(boolean busy) {
        put.setEnabled(!busy);
        get.setEnabled(!busy);
    }

    private void showLock() {
        lock.setText("Lock: " + text.holder().map(who -> "held by " + who).orElse("free"));
    }

    private void close() {
        refresh.stop();
        worker.shutdownNow();
        text.close();
        closed.countDown();
    }

    private static JButton button(String name, char mnemonic, String description, Runnable action) {
        JButton button = new JButton(name);
        button.setMnemonic(mnemonic);
        button.setToolTipText(description);
        button.addActionListener(event -> action.run());
        return button;
    }

    private static void name(JComponent component, String name) {
        component.getAccessibleContext().setAccessibleName(name);
    }

    private static void useLookOfSystem() {
        try {
            String look = UIManager.getSystemLookAndFeelClassName();
            boolean isPlain = look.equals(UIManager.getCrossPlatformLookAndFeelClassName());
            UIManager.setLookAndFeel(isPlain ? NIMBUS : look);
        } catch (ReflectiveOperationException | UnsupportedLookAndFeelException e) {
            // the default look will do
        }
    }
}
