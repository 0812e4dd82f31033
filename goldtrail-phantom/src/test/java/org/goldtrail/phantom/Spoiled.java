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

    /** Read between the pixels, a third of one to the right and up, as by a program that has aligned the view. */
    static Image interpolated(Image view) {
        Image out = new Image(view.width(), view.height());
        double f = 1.0 / 3;
        for (int y = 0; y < view.height(); y++) {
            for (int x = 0; x < view.width(); x++) {
                int right = Math.min(x + 1, view.width() - 1);
                int up = Math.min(y + 1, view.height() - 1);
                double low = view.get(x, y) * (1 - f) + view.get(right, y) * f;
                double high = view.get(x, up) * (1 - f) + view.get(right, up) * f;
                out.set(x, y, (float) (low * (1 - f) + high * f));
            }
        }
        return out;
    }

    /** Blocks of eight by eight pixels, the coefficients of their cosine transforms rounded, the finer the coarser. */
    static Image jpegLike(Image view, double coarseness) {
        Image bytes = bytes(view);
        Image out = bytes(view);
        double[][] cosine = new double[8][8];
        for (int k = 0; k < 8; k++) {
            for (int i = 0; i < 8; i++) {
                cosine[k][i] = Math.cos(Math.PI * k * (2 * i + 1) / 16) * Math.sqrt(k == 0 ? 0.125 : 0.25);
            }
        }
        for (int y0 = 0; y0 + 8 <= view.height(); y0 += 8) {
            for (int x0 = 0; x0 + 8 <= view.width(); x0 += 8) {
                double[][] rounded = new double[8][8];
                for (int v = 0; v < 8; v++) {
                    for (int u = 0; u < 8; u++) {
                        double sum = 0;
                        for (int y = 0; y < 8; y++) {
                            for (int x = 0; x < 8; x++) {
                                sum += cosine[v][y] * cosine[u][x] * bytes.get(x0 + x, y0 + y);
                            }
                        }
                        double unit = coarseness * (4 + 3 * (u + v));
                        rounded[v][u] = unit * Math.rint(sum / unit);
                    }
                }
                for (int y = 0; y < 8; y++) {
                    for (int x = 0; x < 8; x++) {
                        double sum = 0;
                        for (int v = 0; v < 8; v++) {
                            for (int u = 0; u < 8; u++) {
                                sum += cosine[v][y] * cosine[u][x] * rounded[v][u];
                            }
                        }
                        out.set(x0 + x, y0 + y, (float) Math.clamp(Math.rint(sum), 0, 255));
                    }
                }
            }
        }
        return out;
    }
}
