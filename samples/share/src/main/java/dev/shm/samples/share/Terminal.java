package dev.shm.samples.share;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The terminal: a command a line, in UTF-8. The answers go to standard output, prompt and remarks to standard error.
 */
final class Terminal {
    private static final String COMMANDS = "put TEXT, get, lock, unlock, quit";

    private final PrintStream out = utf8(FileDescriptor.out);
    private final PrintStream err = utf8(FileDescriptor.err);
    private final String name;

    Terminal(String name) {
        this.name = name;
    }

    /** Does what it is told until {@code quit} or the end of the input. */
    void run() throws IOException, InterruptedException {
        try (SharedText text = new SharedText(name, this::remark)) {
            // On Ctrl-C too.
            Runtime.getRuntime().addShutdownHook(new Thread(text::close, "leave the region"));
            err.println(text.description());
            err.println("commands: " + COMMANDS);
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
            String line = next(in);
            while (line != null && !line.strip().equals("quit")) {
                answer(text, line.stripLeading());
                line = next(in);
            }
            if (text.isLockedHere()) text.unlock();
        }
    }

    @SuppressWarnings("SystemConsoleNull") // main has chosen the kind that is null without a terminal
    private @Nullable String next(BufferedReader in) throws IOException {
        if (System.console() != null) err.print("> ");
        return in.readLine();
    }

    private void answer(SharedText text, String line) throws InterruptedException {
        String[] words = line.split(" ", 2);
        String rest = words.length == 2 ? words[1] : "";
        switch (words[0].toLowerCase(Locale.ROOT)) {
            case "" -> {}
            case "put" -> {
                String put = text.put(rest);
                remarkIfCleared(text);
                out.println(SharedText.report(rest, put));
            }
            case "get" -> {
                String got = text.get();
                remarkIfCleared(text);
                out.println(got);
            }
            case "lock" -> {
                if (!text.isLockedHere()) text.lock();
                remarkIfCleared(text);
                out.println("locked");
            }
            case "unlock" -> {
                if (text.isLockedHere()) text.unlock();
                out.println("unlocked");
            }
            default -> remark("there is no command '" + words[0] + "', but " + COMMANDS);
        }
    }

    private void remarkIfCleared(SharedText text) {
        if (text.wasCleared()) remark(SharedText.CLEARED);
    }

    private void remark(String message) {
        err.println("share: " + message);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
