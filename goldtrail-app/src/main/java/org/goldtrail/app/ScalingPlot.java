package org.goldtrail.app;

import java.util.List;
import java.util.Locale;

/** Draws points and the power law through them, both axes logarithmic, as SVG. */
final class ScalingPlot {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int TOP = 34;
    private static final int RIGHT = 16;
    private static final int BOTTOM = 46;
    private static final double MARGIN = 1.25;

    private final String title;
    private final String xLabel;
    private final List<double[]> points;

    /** @param points x and seconds */
    ScalingPlot(String title, String xLabel, List<double[]> points) {
        this.title = title;
        this.xLabel = xLabel;
        this.points = points;
    }

    /** Exponent of the power law, by least squares of the logarithms. */
    static double exponent(List<double[]> points) {
        double mx = points.stream().mapToDouble(p -> Math.log(p[0])).average().orElseThrow();
        double my = points.stream().mapToDouble(p -> Math.log(p[1])).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        for (double[] p : points) {
            xy += (Math.log(p[0]) - mx) * (Math.log(p[1]) - my);
            xx += Math.pow(Math.log(p[0]) - mx, 2);
        }
        return xy / xx;
    }

    /** All plots beside each other. */
    static String svg(List<ScalingPlot> plots) {
        StringBuilder text = new StringBuilder(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n",
                WIDTH * plots.size(), HEIGHT));
        for (int i = 0; i < plots.size(); i++) {
            text.append(format("<g transform=\"translate(%d 0)\">\n", i * WIDTH));
            plots.get(i).draw(text);
            text.append("</g>\n");
        }
        return text.append("</svg>\n").toString();
    }

    private void draw(StringBuilder text) {
        double[] x = range(0);
        double[] y = range(1);
        double exponent = exponent(points);
        text.append(
                format("<text x=\"%d\" y=\"20\" font-size=\"14\">%s: exponent %.2f</text>\n", LEFT, title, exponent));
        text.append(format(
                "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"#444\"/>\n",
                LEFT, TOP, HEIGHT - BOTTOM, WIDTH - RIGHT));
        text.append(format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, xLabel));
        text.append(format(
                "<text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">CPU seconds</text>\n",
                (TOP + HEIGHT - BOTTOM) / 2));
        double meanX = Math.exp(
                points.stream().mapToDouble(p -> Math.log(p[0])).average().orElseThrow());
        double meanY = Math.exp(
                points.stream().mapToDouble(p -> Math.log(p[1])).average().orElseThrow());
        double first = points.getFirst()[0];
        double last = points.getLast()[0];
        text.append(format(
                "<path d=\"M%.1f %.1f L%.1f %.1f\" stroke=\"#b58900\" stroke-width=\"1.5\"/>\n",
                atX(first, x),
                atY(meanY * Math.pow(first / meanX, exponent), y),
                atX(last, x),
                atY(meanY * Math.pow(last / meanX, exponent), y)));
        for (double[] p : points) {
            text.append(
                    format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#14568c\"/>\n", atX(p[0], x), atY(p[1], y)));
            text.append(format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.3g</text>\n",
                    atX(p[0], x), HEIGHT - BOTTOM + 16, p[0]));
            text.append(format(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%.3g</text>\n",
                    atX(p[0], x), atY(p[1], y) - 9, p[1]));
        }
    }

    private double[] range(int axis) {
        double low = points.stream().mapToDouble(p -> p[axis]).min().orElseThrow();
        double high = points.stream().mapToDouble(p -> p[axis]).max().orElseThrow();
        return new double[] {low / MARGIN, high * MARGIN};
    }

    private static double atX(double value, double[] range) {
        return LEFT + (WIDTH - RIGHT - LEFT) * Math.log(value / range[0]) / Math.log(range[1] / range[0]);
    }

    private static double atY(double value, double[] range) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * Math.log(value / range[0]) / Math.log(range[1] / range[0]);
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
