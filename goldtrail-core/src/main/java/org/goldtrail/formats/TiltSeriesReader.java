package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AngleSource.Origin;
import org.jspecify.annotations.Nullable;

/** Collects what all files say of a tilt series and decides what to believe. Used once. */
final class TiltSeriesReader {
    /** Sources that differ by more are both shown. */
    private final TiltSeriesSource source;

    private final MrcStack stack;
    private final int sections;
    private final List<AngleSource> angles = new ArrayList<>();
    private final List<GoldtrailException> problems = new ArrayList<>();
    private final List<Path> lookedFor = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable TiltAngleFile columns;
    private @Nullable Mdoc mdoc;
    private @Nullable MdocMatch match;

    TiltSeriesReader(TiltSeriesSource source, MrcStack stack) {
        this.source = source;
        this.stack = stack;
        this.sections = stack.sectionsPresent();
    }

    TiltSeriesInput read() {
        Optional<Path> givenMdoc = source.mdocFile();
        if (source.angleFile().isPresent()) {
            Path given = source.angleFile().get();
            if (given.toString().toLowerCase(Locale.ROOT).endsWith(".mdoc")) {
                givenMdoc = Optional.of(given);
            } else {
                addAngleFile(given, Origin.GIVEN_ANGLES);
            }
        }
        addBeside(".rawtlt", Origin.RAWTLT);
        addExtendedHeader();
        addBeside(".tlt", Origin.TLT);
        addMdoc(givenMdoc);
        angles.sort(Comparator.comparing(AngleSource::origin));
        if (angles.isEmpty()) {
            throw noAngles();
        }
        problems.forEach(p -> warnings.add(p.getMessage()));
        AngleSource used = angles.getFirst();
        List<AngleSource> others = angles.subList(1, angles.size());
        others.forEach(other -> compare(used, other));
        PixelSize pixel = PixelSize.choose(source, stack, Optional.ofNullable(mdoc), warnings);
        List<List<Integer>> duplicates = DuplicateTilts.find(used.tiltsDeg(), nameOf(source.stack()), warnings);
        TiltNotesTable notes = TiltNotesTable.of(sections, mdoc, match, columns, stack.extendedHeader());
        return new TiltSeriesInput(
                source.stack(),
                stack.width(),
                stack.height(),
                used,
                others,
                pixel.angstrom(),
                pixel.origin(),
                axisCandidates(),
                notes.views(),
                notes.orderOrigin(),
                duplicates,
                warnings);
    }

    private void addBeside(String extension, Origin origin) {
        List<Path> names = source.angleFiles(extension);
        lookedFor.addAll(names);
        Optional<Path> file = TiltSeriesSource.firstExisting(names);
        if (file.isEmpty()
                || source.angleFile().filter(given -> isSame(given, file.get())).isPresent()) {
            return;
        }
        try {
            addAngleFile(file.get(), origin);
        } catch (GoldtrailException e) {
            problems.add(e);
        }
    }

    private void addAngleFile(Path file, Origin origin) {
        TiltAngleFile read = TiltAngleFile.read(file);
        if (read.tiltsDeg().length != sections) {
            throw new GoldtrailException(
                    "the file has " + read.tiltsDeg().length + " tilt angles for a stack of " + sections + " views",
                    file.toString(),
                    "name the angles of this very stack, one for each view");
        }
        addSource(origin, nameOf(file), read.tiltsDeg());
        if (columns == null || (columns.dosesBefore().length == 0 && columns.acquisitionOrder().length == 0)) {
            columns = read;
        }
    }

    /** @throws GoldtrailException if the angles are of no use */
    private void addSource(Origin origin, String name, double[] tiltsDeg) {
        for (int i = 0; i < tiltsDeg.length; i++) {
            TiltAngleFile.requirePlausible(tiltsDeg[i], name, "view " + (i + 1));
        }
        double range = DoubleStream.of(tiltsDeg).max().orElse(0)
                - DoubleStream.of(tiltsDeg).min().orElse(0);
        if (sections > 2 && range < AngleSource.AGREEMENT_DEG) {
            throw new GoldtrailException(
                    String.format(Locale.ROOT, "every view has the same tilt angle, %.2f°", tiltsDeg[0]),
                    name,
                    "name a file with the angles of the tilt series");
        }
        angles.add(
                new AngleSource(origin, name, DoubleStream.of(tiltsDeg).boxed().toList()));
    }

    private void addExtendedHeader() {
        double[] tilts = stack.extendedHeader().tiltsDeg();
        if (tilts.length < sections || DoubleStream.of(tilts).allMatch(t -> t == 0)) {
            return; // a field that is there but was never filled
        }
        String name = "extended header of " + nameOf(stack.file());
        try {
            addSource(Origin.EXTENDED_HEADER, name, Arrays.copyOf(tilts, sections));
        } catch (GoldtrailException e) {
            problems.add(e);
        }
    }

    private void addMdoc(Optional<Path> given) {
        List<Path> names = source.mdocFiles();
        lookedFor.addAll(names);
        Optional<Path> file = given.isPresent() ? given : TiltSeriesSource.firstExisting(names);
        if (file.isEmpty()) {
            return;
        }
        try {
            readMdoc(file.get(), given.isPresent() ? Origin.GIVEN_MDOC : Origin.MDOC);
        } catch (GoldtrailException e) {
            if (given.isPresent()) {
                throw e;
            }
            problems.add(e);
        }
    }

    private void readMdoc(Path file, Origin origin) {
        Mdoc read = Mdoc.read(file);
        mdoc = read;
        List<MdocSection> images = read.images();
        for (MdocSection image : images) {
            if (image.tiltDeg().isEmpty()) {
                throw new GoldtrailException(
                        "section [" + image.kind() + " = " + image.name() + "] has no readable TiltAngle",
                        file.toString(),
                        "correct it, or give the angles as a .rawtlt file");
            }
            TiltAngleFile.requirePlausible(
                    image.tiltDeg().getAsDouble(),
                    file.toString(),
                    "section [" + image.kind() + " = " + image.name() + "]");
        }
        Optional<AngleSource> reference = angles.stream().min(Comparator.comparing(AngleSource::origin));
        MdocMatch found = matched(new MdocMatcher(images, stack), reference);
        match = found;
        if (!found.doubt().isEmpty()) {
            warnings.add(nameOf(file) + ": " + found.doubt() + ".");
        }
        if (found.matched() == sections) {
            if (images.size() > sections) {
                warnings.add(nameOf(file) + ": the mdoc describes " + images.size() + " images for a stack of "
                        + sections + " views; those of the stack were found " + found.how() + ".");
            }
            double[] tilts = Arrays.stream(found.imageOfSection())
                    .mapToDouble(i -> images.get(i).tiltDeg().orElseThrow())
                    .toArray();
            addSource(origin, nameOf(file) + " (images matched " + found.how() + ")", tilts);
        } else {
            throw new GoldtrailException(
                    "the mdoc describes " + images.size() + " images for a stack of " + sections + " views",
                    file.toString(),
                    reference.isPresent()
                            ? "make sure that it belongs to this stack"
                            : "give the angles as a .rawtlt file, one line for each view");
        }
    }

    /**
     * By angle where other angles are known; by brightness where there are none, where they do not fit, or where they
     * are solved ones, which may be off by a constant.
     */
    private MdocMatch matched(MdocMatcher matcher, Optional<AngleSource> reference) {
        if (reference.isPresent() && reference.get().origin() != Origin.TLT) {
            MdocMatch byAngle = matcher.byAngle(reference.get().tiltsDeg());
            if (byAngle.matched() == sections) {
                return byAngle;
            }
            MdocMatch byBrightness = matcher.byBrightness();
            return byBrightness.matched() == sections ? byBrightness : byAngle;
        }
        MdocMatch byBrightness = matcher.byBrightness();
        if (reference.isEmpty()
                || (byBrightness.matched() == sections && byBrightness.doubt().isEmpty())) {
            return byBrightness;
        }
        MdocMatch byAngle = matcher.byAngle(reference.get().tiltsDeg());
        return byAngle.matched() == sections || byBrightness.matched() < sections ? byAngle : byBrightness;
    }

    private GoldtrailException noAngles() {
        if (!problems.isEmpty()) {
            return problems.getFirst();
        }
        String files = String.join(
                ", ", lookedFor.stream().map(TiltSeriesReader::nameOf).toList());
        return new GoldtrailException(
                "no tilt angles were found: there is none of " + files
                        + " beside the stack, and its extended header holds none",
                source.stack().toString(),
                "name a file with one angle for each view");
    }

    private void compare(AngleSource used, AngleSource other) {
        double difference = used.largestDifference(other);
        if (difference <= AngleSource.AGREEMENT_DEG) {
            return;
        }
        int worst = 0;
        for (int i = 0; i < sections; i++) {
            double here = Math.abs(used.tiltsDeg().get(i) - other.tiltsDeg().get(i));
            double there =
                    Math.abs(used.tiltsDeg().get(worst) - other.tiltsDeg().get(worst));
            worst = here > there ? i : worst;
        }
        String kind = used.isMirrorOf(other) ? ", by their sign" : "";
        warnings.add(String.format(
                Locale.ROOT,
                "The tilt angles of %s and %s differ%s (view %d: %+.2f° and %+.2f°); those of %s are used.",
                used.name(),
                other.name(),
                kind,
                worst + 1,
                used.tiltsDeg().get(worst),
                other.tiltsDeg().get(worst),
                used.name()));
    }

    private List<AxisCandidate> axisCandidates() {
        List<AxisCandidate> candidates = new ArrayList<>();
        if (mdoc != null) {
            candidates.addAll(mdoc.axisCandidates());
        }
        stack.extendedHeader().sections().stream()
                .map(ExtendedSection::axisDeg)
                .filter(a -> a.isPresent() && a.getAsDouble() != 0)
                .findFirst()
                .ifPresent(a -> candidates.add(new AxisCandidate(
                        a.getAsDouble(),
                        "extended header of " + nameOf(stack.file()),
                        AxisCandidate.Source.EXTENDED_HEADER)));
        return candidates;
    }

    private static boolean isSame(Path a, Path b) {
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }

    static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }
}
