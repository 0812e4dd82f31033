package org.goldtrail.interchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.Mdoc;
import org.goldtrail.formats.MdocSection;
import org.goldtrail.formats.StarFile;
import org.jspecify.annotations.Nullable;

/**
 * The images of a tilt series that lie in a file each, as an mdoc or a STAR file of RELION lists them, sorted by tilt angle. An mdoc
 * names movies; the image made of one has its name, whatever the extension and however points and blanks in it were replaced, with or
 * without a suffix of the program that made it.
 *
 * @param images in the order of their angles
 * @param titles lines of the mdoc's head, to be handed on
 * @param globals keys of the mdoc's head, to be handed on
 */
public record TiltImages(List<Entry> images, List<String> titles, Map<String, String> globals) {
    private static final String IMAGE = "(?i).*\\.(mrc|mrcs|st|tif|tiff|em)";

    public TiltImages {
        images = List.copyOf(images);
        titles = List.copyOf(titles);
        globals = Map.copyOf(globals);
    }

    /**
     * One image.
     *
     * @param file the image of all frames
     * @param even of the even frames, where there is one
     * @param odd of the odd frames, where there is one
     * @param tiltDeg nominal angle
     * @param entries of its section of the mdoc; of a STAR file, what an mdoc would say
     */
    public record Entry(
            Path file, Optional<Path> even, Optional<Path> odd, double tiltDeg, Map<String, String> entries) {}

    /**
     * Reads a list.
     *
     * @param folder where the images are; of a STAR file, the project folder its names start from
     * @throws GoldtrailException if it lists no images, or an image is missing
     */
    public static TiltImages read(Path list, Path folder) {
        return list.toString().toLowerCase(Locale.ROOT).endsWith(".star") ? ofStar(list, folder) : ofMdoc(list, folder);
    }

    private static TiltImages ofMdoc(Path list, Path folder) {
        Mdoc mdoc = Mdoc.read(list);
        ImageFolder there = ImageFolder.of(folder);
        List<Entry> entries = new ArrayList<>();
        for (MdocSection section : mdoc.images()) {
            String movie = section.movieName()
                    .orElseThrow(() -> new GoldtrailException(
                            "section " + section.name() + " names no movie (SubFramePath)",
                            list.toString(),
                            "give a STAR file that lists the images, or stack them by hand"));
            double tilt = section.tiltDeg()
                    .orElseThrow(() -> new GoldtrailException(
                            "section " + section.name() + " has no TiltAngle", list.toString(), "correct the mdoc"));
            Path image = there.find(movie, "")
                    .orElseThrow(() -> new GoldtrailException(
                            "there is no image of " + movie + " in " + folder,
                            list.toString(),
                            "name the folder of the motion-corrected images with --images"));
            entries.add(
                    new Entry(image, there.find(movie, "EVN|EVEN"), there.find(movie, "ODD"), tilt, section.entries()));
        }
        return sorted(entries, mdoc.titles(), mdoc.globals(), list);
    }

    private static TiltImages ofStar(Path list, Path folder) {
        StarFile star = StarFile.read(list);
        StarFile.Table table = star.tableWith("rlnMicrographName")
                .filter(t -> t.has("rlnTomoNominalStageTiltAngle"))
                .orElseThrow(() -> new GoldtrailException(
                        "no table of it has rlnMicrographName and rlnTomoNominalStageTiltAngle",
                        list.toString(),
                        "name the STAR file of one tilt series of RELION 5, after motion correction"));
        List<Entry> entries = new ArrayList<>();
        for (int r = 0; r < table.rows().size(); r++) {
            double tilt = table.number(r, "rlnTomoNominalStageTiltAngle");
            Path image = named(table, r, "rlnMicrographName", folder).orElseThrow();
            if (!Files.isRegularFile(image)) {
                throw new GoldtrailException(
                        "the image " + image + " of row " + (r + 1) + " is not there",
                        list.toString(),
                        "name the project folder that the names start from with --images");
            }
            Map<String, String> says = new TreeMap<>();
            says.put("TiltAngle", Double.toString(tilt));
            double before = table.number(r, "rlnMicrographPreExposure");
            if (Double.isFinite(before)) {
                says.put("PriorRecordDose", Double.toString(before));
            }
            table.text(r, "rlnMicrographMovieName").ifPresent(m -> says.put("SubFramePath", m));
            entries.add(new Entry(
                    image,
                    named(table, r, "rlnMicrographNameEven", folder).filter(Files::isRegularFile),
                    named(table, r, "rlnMicrographNameOdd", folder).filter(Files::isRegularFile),
                    tilt,
                    says));
        }
        List<String> titles = new ArrayList<>();
        if (!table.rows().isEmpty() && Double.isFinite(table.number(0, "rlnTomoNominalTiltAxisAngle"))) {
            titles.add("Tilt axis angle = " + table.number(0, "rlnTomoNominalTiltAxisAngle"));
        }
        return sorted(entries, titles, Map.of(), list);
    }

    private static Optional<Path> named(StarFile.Table table, int row, String label, Path folder) {
        return table.text(row, label)
                .filter(n -> !n.equals("None"))
                .map(n -> n.replaceFirst("^0*1@", "").replaceFirst(":mrcs?$", ""))
                .map(folder::resolve);
    }

    private static TiltImages sorted(List<Entry> entries, List<String> titles, Map<String, String> globals, Path list) {
        if (entries.isEmpty()) {
            throw new GoldtrailException("the file lists no images", list.toString(), "check its name");
        }
        for (Entry e : entries) {
            if (!Double.isFinite(e.tiltDeg())) {
                throw new GoldtrailException(
                        "the image " + e.file() + " has no tilt angle", list.toString(), "correct the list");
            }
        }
        List<Entry> byTilt = new ArrayList<>(entries);
        byTilt.sort(Comparator.comparingDouble(Entry::tiltDeg));
        return new TiltImages(byTilt, titles, globals);
    }

    /** Dose before each image, where the list states it. */
    public static OptionalDouble priorDose(Entry entry) {
        @Nullable String said = entry.entries().get("PriorRecordDose");
        return said == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(said));
    }

    /** The images in a folder, by names without points and blanks. */
    private record ImageFolder(Map<String, Path> files) {
        static ImageFolder of(Path folder) {
            Map<String, Path> found = new TreeMap<>();
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(Files::isRegularFile)
                        .filter(f -> f.toString().matches(IMAGE))
                        .forEach(f -> found.put(plain(Names.stem(f)), f));
            } catch (IOException e) {
                throw new GoldtrailException(
                        "the folder of the images cannot be read (" + AtomicFile.reason(e) + ")",
                        folder.toString(),
                        "name it with --images",
                        e);
            }
            return new ImageFolder(found);
        }

        private static String plain(String name) {
            return name.replaceAll("[^A-Za-z0-9]+", "_");
        }

        /**
         * The image of a movie.
         *
         * @param half words of which one must follow the name; empty for the image of all frames
         */
        Optional<Path> find(String movie, String half) {
            String stem = plain(movie.replaceFirst("\\.[A-Za-z]+$", ""));
            if (half.isEmpty() && files.containsKey(stem)) {
                return Optional.ofNullable(files.get(stem));
            }
            return files.entrySet().stream()
                    .filter(f -> f.getKey().startsWith(stem + "_"))
                    .filter(f -> f.getKey()
                            .substring(stem.length())
                            .matches(half.isEmpty() ? "(?i)(?!.*(EVN|EVEN|ODD|PS)).*" : "(?i).*_?(" + half + ").*"))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }
}
