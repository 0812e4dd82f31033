package org.goldtrail.app.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Numbers, sizes and names of programs as people read them. */
public final class Words {
    private static final int USUAL_WIDTH = 100;
    private static final int LEAST_WIDTH = 60;
    private static final int MOST_WIDTH = 140;

    /** Units that end the names of figures. */
    private static final Map<String, String> UNITS =
            Map.of("Px", "px", "Deg", "°", "Nm", "nm", "Angstrom", "Å", "Voxels", "voxels");

    private Words() {}

    /** Width of the console in characters, as the launcher says it in {@code GOLDTRAIL_COLUMNS}. */
    public static int consoleWidth() {
        String said = System.getenv().getOrDefault("GOLDTRAIL_COLUMNS", "");
        return said.matches("[0-9]{1,4}") ? Math.clamp(Integer.parseInt(said), LEAST_WIDTH, MOST_WIDTH) : USUAL_WIDTH;
    }

    /** Width for a table with one line for each of many things: whole lines for programs that read them. */
    public static int listWidth() {
        return System.getenv().getOrDefault("GOLDTRAIL_COLUMNS", "").isEmpty() ? Integer.MAX_VALUE : consoleWidth();
    }

    /** A size of files: {@code 340 B, 12 kB, 3.4 MB, 1.2 GB}. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = 0;
        while (value >= 999.5) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, value < 9.95 ? "%.1f %sB" : "%.0f %sB", value, "kMGTP".charAt(unit - 1));
    }

    /** A time: {@code 0.4 s, 12 s, 3 min 05 s}. */
    public static String seconds(double seconds) {
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long s = Math.round(seconds);
        return s < 60 ? s + " s" : String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60);
    }

    /** A number without digits that tell nothing. */
    public static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        int decimals = Math.clamp(2 - (int) Math.floor(Math.log10(Math.abs(value))), 0, 6);
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /** A value of the settings as people read it, with its unit. */
    public static String value(Object value, String unit) {
        String text = plain(value);
        return unit.isEmpty() || !(value instanceof Number) ? text : text + " " + unit;
    }

    private static String plain(Object value) {
        return switch (value) {
            case Number n -> number(n.doubleValue());
            case Boolean b -> b ? "yes" : "no";
            case List<?> list ->
                String.join(" ", list.stream().map(Words::plain).toList());
            case String s when s.isEmpty() -> "(none)";
            default -> value.toString();
        };
    }

    /**
     * A figure of a result: {@code beadDiameterPx} 18.4 is "bead diameter 18.4 px", {@code viewsPlaced} 31 "31 views placed".
     */
    public static String figure(String name, Object value) {
        List<String> words = new ArrayList<>(List.of(name.split("(?=[A-Z])", -1)));
        String unit = words.size() > 1 ? UNITS.getOrDefault(words.getLast(), "") : "";
        if (!unit.isEmpty()) {
            words.removeLast();
        }
        String label = String.join(" ", words).toLowerCase(Locale.ROOT).replace("leave out", "leave-out");
        String amount =
                value instanceof Number n ? threeDigits(n) : plain(value).replace('_', ' ');
        if (value instanceof Double d && d.isNaN()) {
            return label + " not known";
        }
        boolean isCount = (value instanceof Integer || value instanceof Long)
                && unit.isEmpty()
                && words.stream().anyMatch(w -> w.endsWith("s"));
        if (isCount) {
            return amount + " " + (amount.equals("1") ? label.replaceFirst("s\\b", "") : label);
        }
        return label + " " + amount + (unit.isEmpty() ? "" : unit.equals("°") ? unit : " " + unit);
    }

    private static String threeDigits(Number n) {
        double d = n.doubleValue();
        return d == Math.rint(d) || Math.abs(d) >= 1000
                ? Long.toString(Math.round(d))
                : String.format(Locale.ROOT, Math.abs(d) < 1 ? "%.3f" : Math.abs(d) < 10 ? "%.2f" : "%.1f", d);
    }

    /** A number of things: "1 step", "3 steps". */
    public static String count(long n, String thing) {
        return n + " " + thing + (n == 1 ? "" : "s");
    }

    /** Breaks a text at blanks into lines of at most so many characters; longer words stay whole. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** A path as a word of a command: in quotes where the shell would take it apart. */
    public static String shellWord(Object path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./,:@%+=~-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
