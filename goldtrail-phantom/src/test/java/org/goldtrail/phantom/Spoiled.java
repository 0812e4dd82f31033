package org.goldtrail.phantom;

import org.goldtrail.image.Image;
import org.goldtrail.image.Statistics;

/** What other programs do to views before they are stored. */
final class Spoiled {
    private Spoiled() {}

    /** Means over 2 reach + 1 pixels in both directions. */
    static Image smoothed(Image view, int reach) {
        Image rows = new Image(view.width(), view.height());
        Image out = new Image(view.width(), view.height());
        int n = 2 * reach + 1;
        for (int y = 0; y < view.height(); y++) {
            for (int x = 0; x < view.width(); x++) {
                double sum = 0;
                for (int d = -reach; d <= reach; d++) {
                    sum += view.get(Math.clamp(x + d, 0, view.width() - 1), y);
                }
                rows.set(x, y, (float) (sum / n));
            }
        }
        for (int y = 0; y < view.height(); y++) {
            for (int x = 0; x < view.width(); x++) {
                double sum = 0;
                for (int d = -reach; d <= reach; d++) {
                    sum += rows.get(x, Math.clamp(y + d, 0, view.height() - 1));
                }
                out.set(x, y, (float) (sum / n));
            }
        }
        return out;
    }

    /** What a wide mean leaves of a narrow one: a band-pass with ripples. */
    static Image bandPassed(Image view, int narrow, int wide) {
        Image fine = smoothed(view, narrow);
        Image coarse = smoothed(view, wide);
        for (int i = 0; i < fine.pixels().length; i++) {
            fine.pixels()[i] -= coarse.pixels()[i];
        }
        return fine;
    }

    /** Whole numbers from 0 to 255 between the 2 % darkest and brightest pixels, which are cut off. */
    static Image bytes(Image view) {
        return levels(view, 0.02, 255);
    }

    /** Whole numbers from 0 to the highest between two quantiles; what lies beyond is cut off. */
    static Image levels(Image view, double cut, int highest) {
        double[] values = new double[view.pixels().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = view.pixels()[i];
        }
        double low = Statistics.quantile(values, cut);
        double high = Statistics.quantile(values, 1 - cut);
        Image out = new Image(view.width(), view.height());
        for (int i = 0; i < values.length; i++) {
            out.pixels()[i] = (float) Math.rint(highest * Math.clamp((values[i] - low) / (high - low), 0, 1));
        }
        return out;
    }
}
