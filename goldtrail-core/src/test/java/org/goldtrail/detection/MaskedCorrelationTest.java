package org.goldtrail.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.goldtrail.image.Image;
import org.goldtrail.image.TestImages;
import org.goldtrail.image.ValidMask;
import org.junit.jupiter.api.Test;

class MaskedCorrelationTest {
    private static final BeadTemplate TEMPLATE = new BeadTemplate(new double[] {-3, -2.5, -1, 0.4, 0.2, -0.1, 0}, 4.3);

    /** Pearson's coefficient over the pixels that lie under the mask and are valid; NaN where too few are. */
    private static double direct(Image view, ValidMask valid, int cx, int cy) {
        int half = TEMPLATE.halfSide();
        double n = 0;
        double all = 0;
        double[] s = new double[5];
        for (int dy = -half; dy <= half; dy++) {
            for (int dx = -half; dx <= half; dx++) {
                double r = Math.hypot(dx, dy);
                if (r > TEMPLATE.maskRadiusPx()) {
                    continue;
                }
                all++;
                if (valid.isValid(cx + dx, cy + dy)) {
                    double f = view.get(cx + dx, cy + dy) - 500.0;
                    double t = TEMPLATE.at(r);
                    n++;
                    s[0] += f;
                    s[1] += t;
                    s[2] += f * f;
                    s[3] += t * t;
                    s[4] += f * t;
                }
            }
        }
        if (n < MaskedCorrelation.MINIMUM_OVERLAP * all || !valid.isValid(cx, cy)) {
            return Double.NaN;
        }
        return (s[4] - s[0] * s[1] / n) / Math.sqrt((s[2] - s[0] * s[0] / n) * (s[3] - s[1] * s[1] / n));
    }

    private static void expectDirectFormula(Image view, ValidMask valid) {
        expectDirectFormula(view, valid, new MaskedCorrelation(view, valid, TEMPLATE.side()).with(TEMPLATE));
        expectDirectFormula(view, valid, new TiledCorrelation(TEMPLATE).of(view, valid));
        for (int tile : new int[] {16, 30}) {
            expectDirectFormula(view, valid, new TiledCorrelation(TEMPLATE, tile).of(view, valid));
        }
    }

    private static void expectDirectFormula(Image view, ValidMask valid, Image map) {
        int known = 0;
        for (int y = 0; y < view.height(); y++) {
            for (int x = 0; x < view.width(); x++) {
                double expected = direct(view, valid, x, y);
                if (Double.isNaN(expected)) {
                    assertThat(map.get(x, y)).as("at %d, %d", x, y).isNaN();
                } else {
                    known++;
                    assertThat((double) map.get(x, y)).as("at %d, %d", x, y).isCloseTo(expected, within(1e-3));
                }
            }
        }
        assertThat(known).isGreaterThan(view.width() * view.height() / 3);
    }

    @Test
    void isPearsonsCoefficientUpToTheBorder() {
        expectDirectFormula(TestImages.noise(41, 36, 500, 7, 1), ValidMask.all(41, 36));
    }

    @Test
    void leavesOutWhatIsNotValidWhateverStandsThere() {
        Image view = TestImages.noise(53, 47, 500, 7, 2);
        BitSet valid = new BitSet();
        for (int y = 0; y < 47; y++) {
            for (int x = 0; x < 53; x++) {
                boolean fill = x + y < 25 || Math.hypot(x - 35, y - 20) < 2.2;
                valid.set(y * 53 + x, !fill);
                if (fill) {
                    view.set(x, y, x % 2 == 0 ? 1e6f : Float.NaN);
                }
            }
        }

        expectDirectFormula(view, new ValidMask(53, 47, valid));
    }

    @Test
    void isTheSameInTilesWhereTheViewIsBrightOnOneSideOnly() {
        Image view = TestImages.noise(90, 40, 500, 7, 3);
        for (int y = 0; y < 40; y++) {
            for (int x = 60; x < 90; x++) {
                view.set(x, y, view.get(x, y) + 200);
            }
        }

        expectDirectFormula(view, ValidMask.all(90, 40));
    }

    @Test
    void hasNoCoefficientInAConstantView() {
        Image map = new MaskedCorrelation(new Image(30, 30), ValidMask.all(30, 30), TEMPLATE.side()).with(TEMPLATE);

        for (float value : map.pixels()) {
            assertThat(value).isNaN();
        }
    }

    @Test
    void isOneOnTheTemplateItself() {
        Image view = new Image(40, 40);
        Image template = TEMPLATE.image();
        for (int y = 0; y < template.height(); y++) {
            for (int x = 0; x < template.width(); x++) {
                view.set(10 + x, 12 + y, 3 * template.get(x, y) + 20);
            }
        }
        int cx = 10 + TEMPLATE.halfSide();
        int cy = 12 + TEMPLATE.halfSide();

        Image map = new MaskedCorrelation(view, ValidMask.all(40, 40), TEMPLATE.side()).with(TEMPLATE);

        assertThat((double) map.get(cx, cy)).isCloseTo(1, within(1e-3));
    }
}
