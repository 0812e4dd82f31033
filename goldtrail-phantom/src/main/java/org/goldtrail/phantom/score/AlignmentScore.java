package org.goldtrail.phantom.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.phantom.Truth;
import org.goldtrail.phantom.ViewStatus;
import org.jspecify.annotations.Nullable;

/**
 * How far an alignment is from the truth, free of gauge: the true image positions of test points are mapped through the
 * alignment's .xf, triangulated under its angles from the good views used, projected back and compared in raw pixels.
 * Moving, turning or scaling the whole specimen, or mirroring it, does not change the figures.
 *
 * @param views which views the alignment uses
 * @param fit the figures; null where fewer than three good views are used
 */
public record AlignmentScore(
        String caseName, long seed, ViewUse views, @Nullable AlignmentFit fit) {
    /**
     * Views by section number, 0-based.
     *
     * @param used all that take part
     * @param goodTotal number of good views in the series
     * @param goodUsed number of them that take part
     * @param goodMissing good views that were left out
     * @param blankUsed views that show nothing but take part
     * @param hardUsed blurred or displaced views that take part
     * @param hardMissing blurred or displaced views that were left out, which is allowed
     * @param unreadable views with a line of .xf or .tlt that is no transform or no angle
     */
    public record ViewUse(
            List<Integer> used,
            int goodTotal,
            int goodUsed,
            List<Integer> goodMissing,
            List<Integer> blankUsed,
            List<Integer> hardUsed,
            List<Integer> hardMissing,
            List<Integer> unreadable) {}

    /**
     * Scores an alignment in which some views are excluded.
     *
     * @param excluded sections left out, 0-based
     */
    public static AlignmentScore excluding(
            Truth truth, double[][] xf, double[] tltDeg, double @Nullable [] xTiltDeg, List<Integer> excluded) {
        return excluding(truth, xf, tltDeg, xTiltDeg, null, excluded);
    }

    /**
     * Scores an alignment of a distorted specimen in which some views are excluded.
     *
     * @param zFactors lines of the .zfac file, one for each section or for each used one; null for none
     * @param excluded sections left out, 0-based
     */
    public static AlignmentScore excluding(
            Truth truth,
            double[][] xf,
            double[] tltDeg,
            double @Nullable [] xTiltDeg,
            double @Nullable [][] zFactors,
            List<Integer> excluded) {
        int[] used = IntStream.range(0, truth.nz())
                .filter(i -> !excluded.contains(i))
                .toArray();
        return of(truth, xf, tltDeg, xTiltDeg, zFactors, used);
    }

    /**
     * Scores an alignment. Arguments not modified.
     *
     * @param xf lines of the .xf file (A11 A12 A21 A22 DX DY), one for each section or for each used one
     * @param tltDeg tilt angles, likewise
     * @param xTiltDeg X-axis tilts, likewise; null for none
     * @param used sections that take part, 0-based; null for all
     * @throws GoldtrailException if the numbers of lines do not fit or a section does not exist
     */
    public static AlignmentScore of(
            Truth truth, double[][] xf, double[] tltDeg, double @Nullable [] xTiltDeg, int @Nullable [] used) {
        return of(truth, xf, tltDeg, xTiltDeg, null, used);
    }

    private static AlignmentScore of(
            Truth truth,
            double[][] xf,
            double[] tltDeg,
            double @Nullable [] xTiltDeg,
            double @Nullable [][] zFactors,
            int @Nullable [] used) {
        int[] wanted = used == null
                ? IntStream.range(0, truth.nz()).toArray()
                : IntStream.of(used).distinct().sorted().toArray();
        for (int i : wanted) {
            if (i < 0 || i >= truth.nz()) {
                throw new GoldtrailException(
                        "there is no section " + i + " among the " + truth.nz() + " of the series",
                        "",
                        "sections are counted from 0 here");
            }
        }
        Mapping[] mappings = new Mapping[truth.nz()];
        List<Integer> unreadable = new ArrayList<>();
        for (int k = 0; k < wanted.length; k++) {
            int i = wanted[k];
            double[] line = xf[row(xf.length, i, k, truth.nz(), wanted.length, ".xf")];
            double theta = tltDeg[row(tltDeg.length, i, k, truth.nz(), wanted.length, ".tlt")];
            double alpha =
                    xTiltDeg == null ? 0 : xTiltDeg[row(xTiltDeg.length, i, k, truth.nz(), wanted.length, ".xtilt")];
            double[] factors = zFactors == null
                    ? new double[2]
                    : zFactors[row(zFactors.length, i, k, truth.nz(), wanted.length, ".zfac")];
            Mapping mapping = new Mapping(line, theta, alpha, factors);
            if (mapping.isUsable()) {
                mappings[i] = mapping;
            } else {
                unreadable.add(i);
            }
        }
        ViewUse views = use(truth, mappings, unreadable);
        AlignmentFit fit = views.goodUsed() < 3 ? null : new AlignmentFitter(truth, mappings).fit();
        return new AlignmentScore(truth.caseName(), truth.seed(), views, fit);
    }

    private static int row(int rows, int section, int place, int sections, int used, String what) {
        if (rows == sections) {
            return section;
        }
        if (rows == used) {
            return place;
        }
        throw new GoldtrailException(
                what + " has " + rows + " lines, but the stack has " + sections + " sections and " + used + " are used",
                "",
                "one line for each section, or for each used section, is wanted");
    }

    private static ViewUse use(Truth truth, @Nullable Mapping[] mappings, List<Integer> unreadable) {
        List<Integer> used = new ArrayList<>();
        List<Integer> goodMissing = new ArrayList<>();
        List<Integer> blankUsed = new ArrayList<>();
        List<Integer> hardUsed = new ArrayList<>();
        List<Integer> hardMissing = new ArrayList<>();
        int good = 0;
        for (int i = 0; i < truth.nz(); i++) {
            ViewStatus status = truth.tilts().get(i).viewStatus();
            boolean isUsed = mappings[i] != null;
            good += status == ViewStatus.GOOD ? 1 : 0;
            if (isUsed) {
                used.add(i);
            }
            if (status == ViewStatus.GOOD && !isUsed) {
                goodMissing.add(i);
            } else if (status.isHard()) {
                (isUsed ? hardUsed : hardMissing).add(i);
            } else if (status.isBlank() && isUsed) {
                blankUsed.add(i);
            }
        }
        return new ViewUse(
                List.copyOf(used),
                good,
                good - goodMissing.size(),
                List.copyOf(goodMissing),
                List.copyOf(blankUsed),
                List.copyOf(hardUsed),
                List.copyOf(hardMissing),
                List.copyOf(unreadable));
    }

    /** A few lines for people; sections are counted from 0. */
    public String report() {
        StringBuilder s = new StringBuilder();
        s.append(String.format(
                Locale.ROOT,
                "alignment of %s, seed %d: %d sections used, %d of %d good ones\n",
                caseName,
                seed,
                views.used().size(),
                views.goodUsed(),
                views.goodTotal()));
        list(s, "good views left out", views.goodMissing());
        list(s, "BLANK views used", views.blankUsed());
        list(s, "views with unusable lines", views.unreadable());
        list(s, "blurred or displaced views left out (allowed)", views.hardMissing());
        s.append(fit == null ? "  ERROR: fewer than 3 good views are aligned\n" : fit.report());
        return s.toString();
    }

    private static void list(StringBuilder s, String what, List<Integer> views) {
        if (!views.isEmpty()) {
            s.append("  ").append(what).append(": ").append(views).append('\n');
        }
    }
}
