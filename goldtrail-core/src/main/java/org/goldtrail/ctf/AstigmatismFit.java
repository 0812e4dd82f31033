package org.goldtrail.ctf;

import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/** Finds the astigmatism that all views of a series share, by their common evidence. */
final class AstigmatismFit {
    private static final double COARSE = 1000;
    private static final double FINE = 250;

    /** Evidence of one view at a trial. */
    interface Evidence {
        double at(int view, RingFit.Trial trial);
    }

    /**
     * The trials with the common astigmatism put in.
     *
     * @param wide whether to look far from the present values first
     */
    RingFit.Trial[] common(RingFit.Trial[] trials, Evidence evidence, int views, WorkerPool pool, boolean wide) {
        double cosine = trials[0].cosine();
        double sine = trials[0].sine();
        if (wide) {
            double best = Double.NEGATIVE_INFINITY;
            double bestCosine = cosine;
            double bestSine = sine;
            for (int i = -3; i <= 3; i++) {
                for (int j = -3; j <= 3; j++) {
                    double e = total(trials, i * COARSE, j * COARSE, evidence, views, pool);
                    if (e > best) {
                        best = e;
                        bestCosine = i * COARSE;
                        bestSine = j * COARSE;
                    }
                }
            }
            cosine = bestCosine;
            sine = bestSine;
        }
        double h = wide ? COARSE / 2 : FINE;
        for (int round = 0; round < 3; round++) {
            double e0 = total(trials, cosine, sine, evidence, views, pool);
            double right = total(trials, cosine + h, sine, evidence, views, pool);
            double left = total(trials, cosine - h, sine, evidence, views, pool);
            double up = total(trials, cosine, sine + h, evidence, views, pool);
            double down = total(trials, cosine, sine - h, evidence, views, pool);
            cosine += vertex(left, e0, right, h);
            sine += vertex(down, e0, up, h);
        }
        RingFit.Trial[] changed = trials.clone();
        for (int v = 0; v < changed.length; v++) {
            changed[v] = new RingFit.Trial(trials[v].defocus(), cosine, sine, trials[v].phaseShift());
        }
        return changed;
    }

    /** Where the parabola through three points is highest, at most one step away. */
    private static double vertex(double low, double middle, double high, double h) {
        double bend = low - 2 * middle + high;
        double rise = high - low;
        if (bend >= 0) {
            return Math.signum(rise) * h;
        }
        return Math.clamp(-0.5 * h * rise / bend, -h, h);
    }

    private static double total(
            RingFit.Trial[] trials, double cosine, double sine, Evidence evidence, int views, WorkerPool pool) {
        double sum = 0;
        for (double e : pool.map(views, Progress.SILENT, v -> {
            RingFit.Trial t = trials[v];
            return evidence.at(v, new RingFit.Trial(t.defocus(), cosine, sine, t.phaseShift()));
        })) {
            sum += e;
        }
        return sum;
    }
}
