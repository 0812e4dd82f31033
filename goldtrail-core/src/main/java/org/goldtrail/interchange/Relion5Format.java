package org.goldtrail.interchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.formats.StarFile;
import org.goldtrail.geometry.ViewGeometry;

/**
 * RELION 5: {@code tomograms.star} and a STAR file of the tilt series. {@code rlnTomoXTilt = alpha}, {@code rlnTomoYTilt = theta},
 * {@code rlnTomoZRot = rho}, {@code rlnTomoX/YShiftAngst = t} in Å from the centre floor(N/2). Views not used have no row.
 * {@code rlnTomoHand} is the sign of d(defocus)/dz: -1 where our hand is +1.
 */
final class Relion5Format implements AlignmentFormat {
    /** A nominal angle must be this near to tell which section a row belongs to. */
    private static final double SAME_ANGLE_DEG = 0.1;

    @Override
    public String id() {
        return "relion5";
    }

    @Override
    public String label() {
        return "RELION 5";
    }

    @Override
    public String help() {
        return "tomograms.star and tilt_series/NAME.star with alignment, CTF, dose and hand";
    }

    @Override
    public boolean recognises(Path file) {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".star")) {
            return false;
        }
        StarFile star = StarFile.read(file);
        return star.tableWith("rlnTomoYTilt").isPresent()
                || star.tableWith("rlnTomoTiltSeriesStarFile").isPresent();
    }

    @Override
    public SeriesAlignment read(Path file, KnownSeries known, boolean exactCentres) {
        StarFile star = StarFile.read(file);
        Optional<StarFile.Table> list = star.tableWith("rlnTomoTiltSeriesStarFile");
        if (list.isPresent()) {
            return readListed(file, list.get(), known, exactCentres);
        }
        StarFile.Table table = star.tableWith("rlnTomoYTilt")
                .filter(t -> t.has("rlnTomoZRot") && t.has("rlnTomoXShiftAngst") && t.has("rlnTomoYShiftAngst"))
                .orElseThrow(() -> new GoldtrailException(
                        "the tilt series is not aligned: rlnTomoYTilt, rlnTomoZRot and the shifts are missing",
                        file.toString(),
                        "name the STAR file of a job that has aligned it"));
        Path list5 = file.toAbsolutePath().getParent();
        return readTable(file, table, global(list5, table.name()), known, exactCentres);
    }

    private SeriesAlignment readListed(Path file, StarFile.Table list, KnownSeries known, boolean exactCentres) {
        if (list.rows().size() != 1) {
            throw new GoldtrailException(
                    "the file lists " + list.rows().size() + " tilt series",
                    file.toString(),
                    "name the STAR file of one of them");
        }
        String named = list.text(0, "rlnTomoTiltSeriesStarFile").orElseThrow();
        // Names are relative to the project folder, somewhere above.
        for (@org.jspecify.annotations.Nullable Path f = file.toAbsolutePath().getParent();
                f != null;
                f = f.getParent()) {
            Path there = f.resolve(named);
            if (Files.isRegularFile(there)) {
                return read(there, known, exactCentres);
            }
        }
        throw new GoldtrailException(
                "the STAR file of the tilt series, " + named + ", is not there",
                file.toString(),
                "name the STAR file of the tilt series itself");
    }

    /** What a tomograms.star near a file says of a series. */
    private static Optional<Global> global(@org.jspecify.annotations.Nullable Path folder, String name) {
        for (int up = 0; up < 2 && folder != null; up++, folder = folder.getParent()) {
            for (String candidate : List.of("tomograms.star", "aligned_tilt_series.star", "tilt_series_ctf.star")) {
                Path file = folder.resolve(candidate);
                if (Files.isRegularFile(file)) {
                    Optional<StarFile.Table> table = StarFile.read(file).tableWith("rlnTomoTiltSeriesStarFile");
                    for (int r = 0; table.isPresent() && r < table.get().rows().size(); r++) {
                        if (table.get().text(r, "rlnTomoName").orElse("").equals(name)) {
                            return Optional.of(new Global(table.get(), r));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A row of a table of tomograms. */
    private record Global(StarFile.Table table, int row) {
        OptionalDouble number(String label) {
            double value = table.number(row, label);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        }

        Optional<Optics> optics() {
            OptionalDouble kv = number("rlnVoltage");
            OptionalDouble cs = number("rlnSphericalAberration");
            OptionalDouble amplitude = number("rlnAmplitudeContrast");
            return kv.isPresent() && cs.isPresent() && amplitude.isPresent()
                    ? Optional.of(new Optics(kv.getAsDouble(), cs.getAsDouble(), amplitude.getAsDouble()))
                    : Optional.empty();
        }
    }

    private static SeriesAlignment readTable(
            Path file, StarFile.Table table, Optional<Global> global, KnownSeries known, boolean exactCentres) {
        if (table.rows().isEmpty()) {
            throw new GoldtrailException("the table has no rows", file.toString(), "align the series first");
        }
        OptionalDouble stated =
                global.map(g -> g.number("rlnTomoTiltSeriesPixelSize")).orElse(OptionalDouble.empty());
        OptionalDouble pixel = stated.isPresent() ? stated : known.pixelSizeAngstrom();
        double size = pixel.isPresent() ? pixel.getAsDouble() : known.requirePixelSize(file.toString());
        int[] sections = RelionSections.of(table, known, file.toString(), SAME_ANGLE_DEG);
        int count = Math.max(
                known.nominalTiltsDeg().size(),
                java.util.Arrays.stream(sections).max().orElse(0) + 1);
        Views views = new Views(count, known, file.getFileName() + " has no row for it");
        for (int r = 0; r < sections.length; r++) {
            int row = r;
            views.set(
                    sections[r],
                    new ViewGeometry(
                            required(table, r, "rlnTomoZRot", file),
                            required(table, r, "rlnTomoYTilt", file),
                            table.has("rlnTomoXTilt") ? required(table, r, "rlnTomoXTilt", file) : 0,
                            1,
                            required(table, r, "rlnTomoXShiftAngst", file) / size,
                            required(table, r, "rlnTomoYShiftAngst", file) / size));
            views.nominal(sections[r], n -> nominal(table, row, sections[row], n));
        }
        OptionalDouble hand = global.map(g -> g.number("rlnTomoHand")).orElse(OptionalDouble.empty());
        SeriesAlignment read = new SeriesAlignment(
                table.name().isEmpty() ? Names.stem(file) : table.name(),
                known.requireWidth(file.toString()),
                known.requireHeight(file.toString()),
                pixel,
                views.list(),
                global.flatMap(Global::optics),
                hand.isPresent() ? OptionalInt.of(hand.getAsDouble() < 0 ? 1 : -1) : OptionalInt.empty(),
                false,
                file.toString(),
                List.of());
        return Centre.FLOOR.in(read, exactCentres);
    }

    private static double required(StarFile.Table table, int row, String label, Path file) {
        double value = table.number(row, label);
        if (!Double.isFinite(value)) {
            throw new GoldtrailException(
                    "row " + (row + 1) + " has no number for " + label, file.toString(), "align the series again");
        }
        return value;
    }

    private static AlignedView.Nominal nominal(StarFile.Table table, int row, int section, AlignedView.Nominal known) {
        double stage = table.number(row, "rlnTomoNominalStageTiltAngle");
        double dose = table.number(row, "rlnMicrographPreExposure");
        double u = table.number(row, "rlnDefocusU");
        double v = table.number(row, "rlnDefocusV");
        double angle = table.number(row, "rlnDefocusAngle");
        Optional<DefocusRow> ctf = Double.isFinite(u) && Double.isFinite(v) && u > 0
                ? Optional.of(new DefocusRow(
                        section,
                        stage,
                        u,
                        v,
                        Double.isFinite(angle) ? angle : 0,
                        Math.toRadians(zeroIfNaN(table.number(row, "rlnPhaseShift"))),
                        table.number(row, "rlnCtfFigureOfMerit"),
                        table.number(row, "rlnCtfMaxResolution")))
                : known.ctf();
        return new AlignedView.Nominal(
                Double.isFinite(stage) ? OptionalDouble.of(stage) : known.tiltDeg(),
                Double.isFinite(dose) ? OptionalDouble.of(dose) : known.doseBefore(),
                known.dose(),
                ctf,
                table.text(row, "rlnMicrographMovieName").orElse(known.image()));
    }

    private static double zeroIfNaN(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    @Override
    public Exported write(SeriesAlignment full, ExportOptions options, Path folder) {
        Restriction restricted = Restriction.toRigid(full, label());
        SeriesAlignment a = Centre.FLOOR.out(restricted.alignment(), options.exactCentres());
        RelionText text = new RelionText(a, options, a.requirePixelSize("RELION's shifts"));
        Path subfolder = folder.resolve("tilt_series");
        try {
            Files.createDirectories(subfolder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Path> files = new ArrayList<>();
        org.goldtrail.formats.AtomicFile.writeText(Names.add(files, folder, "tomograms.star"), text.tomograms());
        org.goldtrail.formats.AtomicFile.writeText(Names.add(files, subfolder, a.name() + ".star"), text.series());
        List<String> remarks = new ArrayList<>(restricted.remarks());
        remarks.addAll(text.remarks());
        return new Exported(
                files,
                remarks,
                List.of("cd " + folder + " && relion --tomo   # tomograms.star goes into Extract subtomos and"
                        + " Reconstruct tomograms"));
    }
}
