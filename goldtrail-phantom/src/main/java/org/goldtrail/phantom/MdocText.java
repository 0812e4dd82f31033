package org.goldtrail.phantom;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The metadata file that SerialEM would leave beside such a series. */
final class MdocText {
    /** By how much an axis is wrong that is meant to be. */
    static final double WRONG_BY_DEG = 65;

    private MdocText() {}

    /** The axis that the file states, or 0 where it says nothing. */
    static double statedAxis(PhantomParameters p) {
        return switch (p.output().mdoc()) {
            case AXIS -> p.tilts().axisDeg();
            case WRONG_AXIS -> p.tilts().axisDeg() + WRONG_BY_DEG;
            case NONE, NO_AXIS -> 0;
        };
    }

    static String of(PhantomParameters p, List<ViewPlan> views, Int16Stack stack, long seed) {
        boolean axis = p.output().mdoc() != OutputParameters.Mdoc.NO_AXIS;
        double stated = statedAxis(p);
        SplittableRandom random = Randoms.of(seed, Randoms.MDOC);
        StringBuilder s = new StringBuilder();
        s.append(String.format(
                Locale.ROOT, "PixelSpacing = %s\r\n", number(p.field().pixelSizeAngstrom())));
        s.append(
                String.format(Locale.ROOT, "Voltage = %s\r\n", number(p.optics().voltageKv())));
        s.append("ImageFile = ").append(p.name()).append(".st\r\n");
        s.append(String.format(
                Locale.ROOT,
                "ImageSize = %d %d\r\n",
                p.field().width(),
                p.field().height()));
        s.append("DataMode = 1\r\n\r\n");
        s.append("[T = SerialEM: simulated by Goldtrail                        01-Jan-26  12:00:00    ]\r\n\r\n");
        if (axis) {
            s.append(String.format(
                    Locale.ROOT,
                    "[T =     Tilt axis angle = %.1f, binning = 1  spot = 8  camera = 0]\r\n\r\n",
                    stated));
        }
        for (ViewPlan view : views) {
            section(s, p, view, stack, axis ? stated + 90 : Double.NaN, random);
        }
        return s.toString();
    }

    private static void section(
            StringBuilder s,
            PhantomParameters p,
            ViewPlan view,
            Int16Stack stack,
            double rotation,
            SplittableRandom random) {
        int i = view.index();
        int seconds = 12 * 3600 + 64 * view.acquisition();
        line(s, "[ZValue = %d]", i);
        line(s, "TiltAngle = %.4f", view.nominalDeg());
        line(s, "StagePosition = %.4f %.4f", 20 + 0.02 * random.nextGaussian(), 20 + 0.02 * random.nextGaussian());
        line(s, "StageZ = %.3f", 163.8 + 0.01 * random.nextGaussian());
        line(s, "Magnification = 53000");
        line(s, "Intensity = 0.0900259");
        line(s, "ExposureDose = %.4f", p.detector().dosePerTilt() * (1 + 0.003 * random.nextGaussian()));
        line(s, "PixelSpacing = %s", number(p.field().pixelSizeAngstrom()));
        line(s, "SpotSize = 8");
        line(s, "Defocus = %.5f", -1 + 0.2 * random.nextGaussian());
        line(s, "ImageShift = %.6f %.6f", 0.05 * random.nextGaussian(), 0.02 * random.nextGaussian());
        if (!Double.isNaN(rotation)) {
            line(s, "RotationAngle = %.1f", rotation > 180 ? rotation - 360 : rotation);
        }
        line(s, "ExposureTime = 0.8");
        line(s, "Binning = 1");
        line(s, "CameraIndex = 0");
        line(s, "DividedBy2 = 0");
        line(s, "MagIndex = 31");
        line(s, "CountsPerElectron = %s", number(p.detector().countsPerElectron()));
        line(s, "MinMaxMean = %.0f %.0f %.3f", stack.minimum(i), stack.maximum(i), stack.means()[i]);
        line(s, "TargetDefocus = %s", number(-p.optics().defocusAngstrom() / 1e4));
        line(
                s,
                "SubFramePath = D:\\DATA\\My Grid 3\\frames\\%s_%03d_%.1f.mrc",
                p.name(),
                view.acquisition(),
                view.nominalDeg());
        line(s, "NumSubFrames = 8");
        line(s, "DateTime = 01-Jan-26  %02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        s.append("\r\n");
    }

    private static void line(StringBuilder s, String format, Object... values) {
        s.append(String.format(Locale.ROOT, format, values)).append("\r\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
