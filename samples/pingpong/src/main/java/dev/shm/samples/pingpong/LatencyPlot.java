package dev.shm.samples.pingpong;

import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A plot of a histogram of nanoseconds as SVG: from left to right the percentiles, each further nine as wide as the one
 * before, upwards the time, each power of ten as high as the one before.
 */
final class LatencyPlot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 400;
    private static final int LEFT = 90;
    private static final int RIGHT = 30;
    private static final int TOP = 50;
    private static final int BOTTOM = 50;
    private static final int TICKS_PER_HALVING = 8;

    private final Histogram nanos;

    /** Ninety per cent is one nine, 99 per cent two, and so on. */
    private final int nines;

    private final int lowestPower;
    private final int highestPower;
    private final StringBuilder svg = new StringBuilder();

    LatencyPlot(Histogram nanos) {
        this.nanos = nanos;
        this.nines = Math.max(1, (int) Math.ceil(log10(nanos.getTotalCount())));
        this.lowestPower = (int) Math.floor(log10(nanos.getMinNonZeroValue()));
        this.highestPower = Math.max(lowestPower + 1, (int) Math.ceil(log10(nanos.getMaxValue())));
    }

    String svg() {
        svg.setLength(0);
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">",
                WIDTH, HEIGHT);
        add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
        add(
                "<text x=\"%d\" y=\"28\" font-size=\"16\">Round trip between two JVMs, %,d times</text>",
                LEFT, nanos.getTotalCount());
        addPercentiles();
        addTimes();
        addCurve();
        add("</svg>");
        return svg.toString();
    }

    /** A percentile without zeros at its end. */
    static String show(double percentile) {
        return String.format(Locale.ROOT, "%.6f", percentile).replaceAll("\\.?0+$", "");
    }

    private void addPercentiles() {
        for (int nine = 0; nine <= nines; nine++) {
            double percentile = 100 - 100 * Math.pow(10, -nine);
            double x = x(percentile);
            addGridLine(x, TOP, x, HEIGHT - BOTTOM);
            String name = nine == 0 ? "0" : show(percentile);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s %%</text>", x, HEIGHT - BOTTOM + 20, name);
        }
    }

    private void addTimes() {
        for (int power = lowestPower; power <= highestPower; power++) {
            double y = y(Math.pow(10, power));
            addGridLine(LEFT, y, WIDTH - RIGHT, y);
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 8, y + 4, time(power));
        }
    }

    private void addCurve() {
        svg.append("<polyline fill=\"none\" stroke=\"#0b6e4f\" stroke-width=\"2\" points=\"");
        for (HistogramIterationValue step : nanos.percentiles(TICKS_PER_HALVING)) {
            double percentile = Math.min(step.getPercentileLevelIteratedTo(), 100 - 100 * Math.pow(10, -nines));
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(percentile), y((double) step.getValueIteratedTo())));
        }
        svg.append("\"/>\n");
    }

    private void addGridLine(double fromX, double fromY, double toX, double toY) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>", fromX, fromY, toX, toY);
    }

    private static double log10(long number) {
        return Math.log10((double) Math.max(1, number));
    }

    private double x(double percentile) {
        return LEFT - Math.log10(1 - percentile / 100) / nines * (WIDTH - LEFT - RIGHT);
    }

    private double y(double time) {
        double share = (Math.log10(Math.max(1, time)) - lowestPower) / (highestPower - lowestPower);
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private static String time(int power) {
        String[] units = {"ns", "µs", "ms", "s"};
        int unit = Math.min(power / 3, units.length - 1);
        return String.format(Locale.ROOT, "%.0f %s", Math.pow(10, power - 3 * unit), units[unit]);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
