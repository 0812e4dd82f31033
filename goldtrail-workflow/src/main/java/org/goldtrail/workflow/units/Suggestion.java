package org.goldtrail.workflow.units;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person may have meant who typed a name that does not exist: a name that begins with what was typed or holds it, or
 * one that differs from it by few letters for its length. Where nothing is near, nothing is suggested.
 */
public final class Suggestion {
    /** One letter may be wrong for so many typed. */
    private static final int LETTERS_FOR_AN_ERROR = 4;

    /** Fewer letters than this lie within too many names by accident. */
    private static final int LEAST_PART = 4;

    private Suggestion() {}

    /**
     * The likeliest name; empty if none is likely.
     *
     * @param typed by a person
     * @param names that exist; of names with dots, like {@code detection.detectPeaks}, the last part counts first
     */
    public static Optional<String> of(String typed, Stream<String> names) {
        String whole = typed.toLowerCase(Locale.ROOT);
        return names.filter(n -> isNear(whole, n.toLowerCase(Locale.ROOT)))
                .min(Comparator.<String>comparingInt(
                                n -> likeness(lastPart(whole), lastPart(n.toLowerCase(Locale.ROOT))))
                        .thenComparingInt(n -> distance(whole, n.toLowerCase(Locale.ROOT))));
    }

    private static boolean isNear(String typed, String name) {
        return isNearWhole(typed, name) || isNearWhole(lastPart(typed), lastPart(name));
    }

    private static boolean isNearWhole(String typed, String name) {
        if (typed.isEmpty()) {
            return false;
        }
        return name.startsWith(typed)
                || (typed.length() >= LEAST_PART && name.contains(typed))
                || distance(typed, name) <= Math.max(1, typed.length() / LETTERS_FOR_AN_ERROR);
    }

    /** A name that was not typed to its end is nearer than any other that is misspelt. */
    private static int likeness(String typed, String name) {
        return !typed.isEmpty() && name.startsWith(typed) ? 1 : distance(typed, name);
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Number of letters to change, insert or remove, or neighbours to exchange (optimal string alignment). */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
