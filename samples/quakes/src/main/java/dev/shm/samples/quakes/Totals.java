package dev.shm.samples.quakes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the monitor keeps of the events that it has seen. */
final class Totals {
    private static final int STRONGEST = 5;
    private static final String[] BANDS = {"below 1", "1 to 2", "2 to 3", "3 to 4", "4 to 5", "5 to 6", "6 and more"};

    private final long[] eventsByBand = new long[BANDS.length];
    private final List<Quake> strongest = new ArrayList<>();
    private final Checksum checksum = new Checksum();
    private long firstNanos;
    private long events;
    private long restoredEvents;
    private long gaps;

    /** Adds an event, which may change once this returns. */
    void add(SharedQuake quake) {
        if (events == 0) firstNanos = System.nanoTime();
        events++;
        if (quake.sequence() != events) gaps++;
        checksum.add(quake);
        double magnitude = quake.magnitude();
        eventsByBand[Math.max(0, Math.min(BANDS.length - 1, (int) Math.floor(magnitude)))]++;
        if (strongest.size() < STRONGEST
                || magnitude > strongest.get(strongest.size() - 1).magnitude()) rank(quake);
    }

    /** Writes all of it. */
    void save(SharedCheckpoint to) {
        to.events(events).gaps(gaps).checksum(checksum.value()).ranked(strongest.size());
        for (int i = 0; i < eventsByBand.length; i++) to.eventsByBand(i, eventsByBand[i]);
        for (int i = 0; i < strongest.size(); i++) to.strongest(i).set(strongest.get(i));
    }

    /** Goes on from what was saved, if anything was. */
    void restore(SharedCheckpoint from) {
        events = from.events();
        if (events == 0) return;
        firstNanos = System.nanoTime();
        restoredEvents = events;
        gaps = from.gaps();
        checksum.restore(from.checksum());
        for (int i = 0; i < eventsByBand.length; i++) eventsByBand[i] = from.eventsByBand(i);
        for (int i = 0; i < from.ranked(); i++) strongest.add(from.strongest(i).get());
    }

    long events() {
        return events;
    }

    double eventsPerSecond() {
        return (events - restoredEvents) * 1e9 / Math.max(1, System.nanoTime() - firstNanos);
    }

    /** Whether everything arrived, once, in order and whole. */
    boolean agreesWith(FeedReport report) {
        return gaps == 0 && events == report.events() && checksum.value() == report.checksum();
    }

    /** The table at the end. */
    String table(FeedReport report) {
        StringBuilder text = new StringBuilder();
        line(text, "%nevents      %,d", events);
        if (report.badRows() > 0) line(text, "bad rows    %,d (left out)", report.badRows());
        line(text, "checksum    %016x, %s", checksum.value(), verdict(report));
        line(text, "rate        %,.0f messages a second%n", eventsPerSecond());
        line(text, "magnitude        events");
        for (int i = 0; i < BANDS.length; i++) line(text, "%-12s %,10d", BANDS[i], eventsByBand[i]);
        line(text, "%nstrongest  time                  place");
        for (Quake quake : strongest) {
            line(
                    text,
                    "%9.1f  %s  %s",
                    quake.magnitude(),
                    Instant.ofEpochSecond(quake.timeMillis() / 1000),
                    quake.place());
        }
        return text.toString();
    }

    private String verdict(FeedReport report) {
        return agreesWith(report)
                ? "as the feed states: nothing lost, nothing twice"
                : String.format(
                        "NOT as the feed states: %,d events, %016x; %d out of sequence here",
                        report.events(), report.checksum(), gaps);
    }

    private void rank(SharedQuake quake) {
        for (Quake known : strongest) {
            if (quake.idEquals(known.id())) return; // sent again by --repeat
        }
        strongest.add(quake.get());
        strongest.sort(Comparator.comparingDouble(Quake::magnitude).reversed());
        if (strongest.size() > STRONGEST) strongest.remove(STRONGEST);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
