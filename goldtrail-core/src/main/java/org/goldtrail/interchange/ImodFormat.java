package org.goldtrail.interchange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.ImodModel;
import org.goldtrail.formats.PerViewFile;
import org.goldtrail.formats.TiltAngleFile;
import org.goldtrail.formats.XfFile;
import org.goldtrail.geometry.AlignedMapping;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.geometry.XfTransform;
import org.jspecify.annotations.Nullable;

/**
 * IMOD: {@code .xf}, {@code .tlt}, {@code .xtilt}, {@code .zfac}, {@code .fid}, and {@code newst.com} and {@code tilt.com} that
 * make the tomogram from them. One line for each section of the raw stack; views that are not used keep theirs and stand in the
 * EXCLUDELIST2 of {@code tilt.com}. Centres are ours, and the sign of the angles is ours.
 */
final class ImodFormat implements AlignmentFormat {
    /** Below, a matrix is a rotation with magnification, rounded to as few decimals as programs write. */
    private static final double ROUNDING_DISTORTION = 2e-3;

    @Override
    public String id() {
        return "imod";
    }

    @Override
    public String label() {
        return "IMOD";
    }

    @Override
    public String help() {
        return ".xf, .tlt, .xtilt, .fid, newst.com and tilt.com";
    }

    @Override
    public boolean recognises(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".xf") || name.endsWith(".tltxf");
    }

    @Override
    public SeriesAlignment read(Path file, KnownSeries known, boolean exactCentres) {
        List<XfTransform> transforms = XfFile.read(file);
        int sections = transforms.size();
        double[] tilts = tilts(file, known, sections);
        double[] xTilts = beside(file, ".xtilt").map(PerViewFile::readXTilts).orElse(new double[sections]);
        Optional<List<double[]>> zFactors = beside(file, ".zfac").map(PerViewFile::readZFactors);
        requireCount(xTilts.length, sections, "X-axis tilts", file);
        zFactors.ifPresent(z -> requireCount(z.size(), sections, "pairs of Z factors", file));
        Optional<Path> com = Optional.of(file.resolveSibling("tilt.com")).filter(Files::isRegularFile);
        Set<Integer> excluded = com.map(c -> TiltCom.read(c).excludedSections()).orElse(Set.of());
        List<AlignedView> views = new ArrayList<>();
        for (int v = 0; v < sections; v++) {
            int section = v;
            AlignedView.Nominal nominal = v < known.nominalTiltsDeg().size()
                    ? AlignedView.Nominal.UNKNOWN.withTilt(
                            known.nominalTiltsDeg().get(v))
                    : AlignedView.Nominal.UNKNOWN;
            AlignedView view = view(
                    transforms.get(v),
                    tilts[v],
                    xTilts[v],
                    zFactors.map(z -> z.get(section)).orElse(null),
                    nominal,
                    file,
                    v);
            views.add(excluded.contains(v) ? view.unused("excluded in tilt.com") : view);
        }
        return new SeriesAlignment(
                Names.stem(file),
                known.requireWidth(file.toString()),
                known.requireHeight(file.toString()),
                known.pixelSizeAngstrom(),
                views,
                Optional.empty(),
                OptionalInt.empty(),
                false,
                file.toString(),
                List.of());
    }

    private static double[] tilts(Path file, KnownSeries known, int sections) {
        Optional<Path> tlt = beside(file, ".tlt");
        if (tlt.isPresent()) {
            double[] tilts = TiltAngleFile.read(tlt.get()).tiltsDeg();
            requireCount(tilts.length, sections, "tilt angles", tlt.get());
            return tilts;
        }
        if (known.nominalTiltsDeg().isEmpty()) {
            throw new GoldtrailException(
                    "the solved tilt angles are missing",
                    file.toString(),
                    "put " + Names.stem(file) + ".tlt beside it, or name the raw stack with --stack");
        }
        requireCount(known.nominalTiltsDeg().size(), sections, "nominal tilt angles", file);
        return known.nominalTiltsDeg().stream().mapToDouble(a -> a).toArray();
    }

    private static void requireCount(int count, int sections, String what, Path file) {
        if (count != sections) {
            throw new GoldtrailException(
                    count + " " + what + " stand against " + sections + " transforms",
                    file.toString(),
                    "name files of the same stack");
        }
    }

    private static Optional<Path> beside(Path file, String ending) {
        return Optional.of(file.resolveSibling(Names.stem(file) + ending)).filter(Files::isRegularFile);
    }

    private static AlignedView view(
            XfTransform t,
            double tiltDeg,
            double xTiltDeg,
            double @Nullable [] zFactors,
            AlignedView.Nominal nominal,
            Path file,
            int section) {
        try {
            boolean similarity = zFactors == null && t.distortion() < ROUNDING_DISTORTION;
            return similarity
                    ? AlignedView.used(t.toView(tiltDeg, xTiltDeg), nominal)
                    : StretchedView.of(t, tiltDeg, xTiltDeg, zFactors, nominal);
        } catch (GoldtrailException e) {
            throw new GoldtrailException("view " + (section + 1) + " has " + e.problem(), file.toString(), e.hint(), e);
        }
    }

    @Override
    public Exported write(SeriesAlignment a, ExportOptions options, Path folder) {
        String name = a.name();
        List<AlignedMapping> mappings = a.views().stream()
                .map(v -> AlignedMapping.of(v.geometry(), v.distortion()))
                .toList();
        List<Path> files = new ArrayList<>();
        Path xf = Names.add(files, folder, name + ".xf");
        XfFile.write(xf, mappings.stream().map(AlignedMapping::transform).toList());
        TiltAngleFile.write(Names.add(files, folder, name + ".tlt"), numbers(a, ViewGeometry::tiltDeg));
        PerViewFile.writeXTilts(Names.add(files, folder, name + ".xtilt"), numbers(a, ViewGeometry::xTiltDeg));
        double[] nominal = a.views().stream()
                .mapToDouble(v -> v.nominal().tiltDeg().orElse(v.geometry().tiltDeg()))
                .toArray();
        TiltAngleFile.write(Names.add(files, folder, name + ".rawtlt"), nominal);
        boolean distorted = a.views().stream().anyMatch(v -> !v.distortion().isNone());
        if (distorted) {
            PerViewFile.writeZFactors(
                    Names.add(files, folder, name + ".zfac"),
                    mappings.stream().map(AlignedMapping::zFactors).toList());
        }
        options.markers()
                .ifPresent(markers -> ImodModel.ofMarkers(markers, a.width(), a.height(), a.pixelSizeAngstrom())
                        .write(Names.add(files, folder, name + ".fid")));
        files.addAll(new ImodCommands(a, options, distorted).write(folder));
        List<String> remarks = new ArrayList<>();
        if (a.usedSections().size() < a.views().size()) {
            remarks.add(
                    "Every section of the raw stack has its line; those not used stand in EXCLUDELIST2 of tilt.com.");
        }
        return new Exported(
                files,
                remarks,
                List.of(
                        "submfg newst.com tilt.com",
                        "trimvol -rx " + name + "_full_rec.mrc " + name + "_rec.mrc",
                        "3dmod " + name + "_rec.mrc"));
    }

    private static double[] numbers(SeriesAlignment a, ToDoubleFunction<ViewGeometry> which) {
        return a.views().stream().map(AlignedView::geometry).mapToDouble(which).toArray();
    }
}
