package org.goldtrail.workflow.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A plot as inline SVG that scales with the page: points, lines or bars over two axes with round ticks. Values that are not finite
 * leave a gap. Colours are classes of the page's style sheet, so that it prints well and follows a dark page.
 */
public final class SvgPlot {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 240;
    private static final int LEFT = 66;
    private static final int RIGHT = 12;
    private static final int TOP = 24;
    private static final int BOTTOM = 40;
    private static final int TICKS = 7;
    private static final double WIDEST_BAR = 48;

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<Series> series = new ArrayList<>();
    private boolean fromZero;

    /** How values are drawn. */
    public enum Mark {
        POINTS,
        LINE,
        BARS
    }

    private record Series(String name, Mark mark, double[] x, double[] y, boolean[] faint) {}

    public SvgPlot(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /** The y axis begins at 0. */
    public SvgPlot fromZero() {
        fromZero = true;
        return this;
    }

    public SvgPlot add(String name, Mark mark, double[] x, double[] y) {
        return add(name, mark, x, y, new boolean[x.length]);
    }

    /** @param faint values drawn pale, such as views that take no part */
    public SvgPlot add(String name, Mark mark, double[] x, double[] y, boolean[] faint) {
        series.add(new Series(name, mark, x.clone(), y.clone(), faint.clone()));
        return this;
    }

    /** The figure as an element of a page. */
    public String svg() {
        double[] xRange = range(true);
        double[] yRange = range(false);
        if (fromZero) {
            yRange[0] = Math.min(0, yRange[0]);
        }
        double[] xTicks = ticks(xRange, isWhole() ? 1 : 0);
        double[] yTicks = ticks(yRange, 0);
        widen(xRange, xTicks, false);
        widen(yRange, yTicks, true);
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "<figure class=\"plot\"><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                HEIGHT,
                Html.escaped(title)));
        out.append(text(LEFT, 15, "title", "start", title));
        legend(out);
        for (double t : yTicks) {
            double y = y(t, yRange);
            out.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                    LEFT,
                    WIDTH - RIGHT,
                    y,
                    y));
            out.append(text(LEFT - 6, y + 4, "tick", "end", label(t, yTicks)));
        }
        for (double t : xTicks) {
            if (t < xRange[0] || t > xRange[1]) {
                continue;
            }
            out.append(text(x(t, xRange), HEIGHT - BOTTOM + 16, "tick", "middle", label(t, xTicks)));
        }
        out.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "label", "middle", xLabel));
        out.append(String.format(
                Locale.ROOT,
                "<text class=\"label\" text-anchor=\"middle\" transform=\"translate(12,%d) rotate(-90)\">%s</text>",
                (TOP + HEIGHT - BOTTOM) / 2,
                Html.escaped(yLabel)));
        for (int i = 0; i < series.size(); i++) {
            draw(out, series.get(i), "s" + i, xRange, yRange);
        }
        return out.append("</svg></figure>").toString();
    }

    private void legend(StringBuilder out) {
        if (series.size() < 2) {
            return;
        }
        double x = WIDTH - RIGHT;
        for (int i = series.size() - 1; i >= 0; i--) {
            String name = series.get(i).name;
            out.append(text(x, 15, "label", "end", name));
            x -= 6.2 * name.length() + 6;
            out.append(String.format(Locale.ROOT, "<circle class=\"s%d\" cx=\"%.1f\" cy=\"11\" r=\"4\"/>", i, x));
            x -= 16;
        }
    }

    private static void draw(StringBuilder out, Series s, String colour, double[] xRange, double[] yRange) {
        StringBuilder path = new StringBuilder();
        boolean down = false;
        double width = Math.clamp(0.8 * (WIDTH - LEFT - RIGHT) / (s.x.length + 1), 1.5, WIDEST_BAR);
        for (int i = 0; i < s.x.length; i++) {
            if (!Double.isFinite(s.x[i]) || !Double.isFinite(s.y[i])) {
                down = false;
                continue;
            }
            double x = x(s.x[i], xRange);
            double y = y(s.y[i], yRange);
            String faint = s.faint[i] ? " faint" : "";
            switch (s.mark) {
                case POINTS ->
                    out.append(String.format(
                            Locale.ROOT,
                            "<circle class=\"%s%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>",
                            colour,
                            faint,
                            x,
                            y));
                case BARS -> {
                    double zero = y(Math.max(0, yRange[0]), yRange);
                    out.append(String.format(
                            Locale.ROOT,
                            "<rect class=\"%s%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                            colour,
                            faint,
                            x - width / 2,
                            Math.min(y, zero),
                            width,
                            Math.abs(zero - y)));
                }
                case LINE -> {
                    path.append(String.format(Locale.ROOT, "%s%.1f %.1f", down ? "L" : "M", x, y));
                    down = true;
                }
            }
        }
        if (!path.isEmpty()) {
            out.append("<path class=\"")
                    .append(colour)
                    .append("\" d=\"")
                    .append(path)
                    .append("\"/>");
        }
    }

    private double[] range(boolean ofX) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Series s : series) {
            for (double v : ofX ? s.x : s.y) {
                if (Double.isFinite(v)) {
                    low = Math.min(low, v);
                    high = Math.max(high, v);
                }
            }
        }
        if (low > high) {
            return new double[] {0, 1};
        }
        double margin = ofX ? 0.02 * (high - low) : 0;
        if (ofX && series.stream().anyMatch(s -> s.mark == Mark.BARS)) {
            // Room for half a bar at both ends.
            int most = series.stream().mapToInt(s -> s.x.length).max().orElse(1);
            margin = Math.max(margin, 0.5 * (high - low) / Math.max(1, most - 1));
        }
        return high - low < 1e-9
                ? new double[] {low - Math.max(0.5, 0.01 * Math.abs(low)), high + Math.max(0.5, 0.01 * Math.abs(low))}
                : new double[] {low - margin, high + margin};
    }

    /** Whether x counts something. */
    private boolean isWhole() {
        return series.stream().allMatch(s -> Arrays.stream(s.x).allMatch(v -> v == Math.rint(v)));
    }

    /** Round numbers from the one at or below the range to the one at or above it. */
    private static double[] ticks(double[] range, double smallestStep) {
        double raw = (range[1] - range[0]) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = power;
        for (double factor : new double[] {2, 5, 10}) {
            step = step < raw ? factor * power : step;
        }
        step = Math.max(step, smallestStep);
        List<Double> ticks = new ArrayList<>();
        for (long k = (long) Math.floor(range[0] / step + 1e-9); k * step < range[1] + step * (1 - 1e-9); k++) {
            ticks.add(k * step);
        }
        return ticks.stream().mapToDouble(t -> t).toArray();
    }

    private static void widen(double[] range, double[] ticks, boolean both) {
        if (both && ticks.length > 0) {
            range[0] = Math.min(range[0], ticks[0]);
            range[1] = Math.max(range[1], ticks[ticks.length - 1]);
        }
    }

    private static String label(double tick, double[] ticks) {
        double step = ticks.length > 1 ? ticks[1] - ticks[0] : 1;
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", tick == 0 ? 0.0 : tick);
    }

    private static double x(double value, double[] range) {
        return LEFT + (value - range[0]) / (range[1] - range[0]) * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double value, double[] range) {
        return HEIGHT - BOTTOM - (value - range[0]) / (range[1] - range[0]) * (HEIGHT - TOP - BOTTOM);
    }

    private static String text(double x, double y, String kind, String anchor, String text) {
        return String.format(
                Locale.ROOT,
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                kind,
                anchor,
                x,
                y,
                Html.escaped(text));
    }
}
