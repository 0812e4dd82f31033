package org.goldtrail.workflow.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.Mdoc;
import org.goldtrail.formats.StackHalves;

/**
 * Finds the series that a person means by a folder, a list file, mdocs or stacks. Nothing is refused here but what cannot be
 * read at all: a series that is broken is one line of the batch's table, with its reason.
 */
public final class SeriesFinder {
    private static final List<String> STACK_ENDINGS = List.of(".st", ".mrc", ".mrcs");

    /** Endings of what alignment and reconstruction make of a stack. */
    private static final List<String> MADE_FROM_STACKS = List.of("_rec", "_ali", "_aligned", "_preali", "_full_rec");

    /** An mdoc of fewer images is no tilt series, but that of a search map or of a movie. */
    private static final int LEAST_MDOC_IMAGES = 3;

    private SeriesFinder() {}

    /**
     * All series of some inputs, in the order of their names within each.
     *
     * @param inputs folders, list files ({@code .txt}: a stack or mdoc on each line), mdocs and stacks
     * @throws GoldtrailException if an input does not exist, or a folder or list names no series at all
     */
    public static List<BatchSeries> find(List<Path> inputs) {
        List<BatchSeries> all = new ArrayList<>();
        for (Path input : inputs) {
            Path file = input.toAbsolutePath().normalize();
            if (Files.isDirectory(file)) {
                all.addAll(inFolder(file));
            } else if (ends(file, ".txt")) {
                all.addAll(inList(file));
            } else {
                all.add(one(file));
            }
        }
        if (all.isEmpty()) {
            throw new GoldtrailException(
                    "no tilt series were found",
                    inputs.isEmpty() ? "" : inputs.getFirst().toString(),
                    "name a folder of stacks (.st, .mrc, .mrcs), a list file (.txt) or mdocs");
        }
        return unique(all);
    }

    /** The series of a folder: its stacks, and mdocs whose stack lies elsewhere or is missing. */
    public static List<BatchSeries> inFolder(Path folder) {
        Map<Path, BatchSeries> found = new LinkedHashMap<>();
        Set<Path> mdocs = new TreeSet<>();
        for (Path file : files(folder)) {
            if (ends(file, ".mdoc")) {
                mdocs.add(file);
            } else if (isRawStack(file)) {
                found.put(file, BatchSeries.of(file));
            }
        }
        for (Path mdoc : mdocs) {
            ofMdoc(mdoc, false).ifPresent(s -> found.putIfAbsent(s.stack(), s));
        }
        return List.copyOf(found.values());
    }

    private static Set<Path> files(Path folder) {
        Set<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path file : stream) {
                if (!file.getFileName().toString().startsWith(".") && !Files.isDirectory(file)) {
                    files.add(file);
                }
            }
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the folder cannot be read (" + AtomicFile.reason(e) + ")",
                    folder.toString(),
                    "check its rights",
                    e);
        }
        return files;
    }

    private static boolean isRawStack(Path file) {
        String name = BatchSeries.nameOf(file).toLowerCase(Locale.ROOT);
        return STACK_ENDINGS.stream().anyMatch(e -> ends(file, e))
                && MADE_FROM_STACKS.stream().noneMatch(name::endsWith)
                && !StackHalves.isHalf(file);
    }

    private static List<BatchSeries> inList(Path list) {
        List<String> lines;
        try {
            lines = Files.readAllLines(list, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the list cannot be read (" + AtomicFile.reason(e) + ")", list.toString(), "check its name", e);
        }
        List<BatchSeries> all = new ArrayList<>();
        for (String line : lines) {
            String entry = line.strip();
            if (!entry.isEmpty() && !entry.startsWith("#")) {
                all.add(one(list.resolveSibling(entry).toAbsolutePath().normalize()));
            }
        }
        return all;
    }

    private static BatchSeries one(Path file) {
        return ends(file, ".mdoc") ? ofMdoc(file, true).orElseThrow() : BatchSeries.of(file);
    }

    /**
     * The series of an mdoc, whose stack is looked for beside it by its last name, since the folder it names is mostly one of
     * the microscope's computer.
     *
     * @param asked whether a person named this mdoc; else one that is not of a tilt series is passed over
     */
    private static Optional<BatchSeries> ofMdoc(Path file, boolean asked) {
        Mdoc mdoc;
        try {
            mdoc = Mdoc.read(file);
        } catch (GoldtrailException e) {
            return Optional.of(unnamed(file, e.problem()));
        }
        if (!asked && mdoc.images().size() < LEAST_MDOC_IMAGES) {
            return Optional.empty();
        }
        String named = mdoc.globals().getOrDefault("ImageFile", "").strip();
        String last = named.substring(Math.max(named.lastIndexOf('/'), named.lastIndexOf('\\')) + 1);
        Set<Path> candidates = new LinkedHashSet<>();
        String base = BatchSeries.nameOf(file);
        candidates.add(file.resolveSibling(base));
        if (!last.isEmpty()) {
            candidates.add(file.resolveSibling(last));
        }
        STACK_ENDINGS.forEach(ending -> candidates.add(file.resolveSibling(base + ending)));
        for (Path candidate : candidates) {
            if (Files.isRegularFile(candidate)) {
                return Optional.of(BatchSeries.of(candidate).named(file));
            }
        }
        String missing = last.isEmpty()
                ? "the mdoc names no stack, and there is none of its name beside it"
                : "the stack " + last + " that the mdoc names is not beside it";
        return Optional.of(unnamed(file, missing));
    }

    private static BatchSeries unnamed(Path mdoc, String why) {
        String name = BatchSeries.nameOf(mdoc);
        String series =
                STACK_ENDINGS.stream().anyMatch(name::endsWith) ? name.substring(0, name.lastIndexOf('.')) : name;
        return new BatchSeries(series, mdoc, Optional.of(mdoc), Optional.of(why));
    }

    /** Two series of one name would share a folder: the second is refused. */
    private static List<BatchSeries> unique(List<BatchSeries> all) {
        Map<String, BatchSeries> byName = new LinkedHashMap<>();
        for (BatchSeries series : all) {
            BatchSeries same = byName.putIfAbsent(series.name(), series);
            if (same == null || same.stack().equals(series.stack())) {
                continue;
            }
            int number = 2;
            while (byName.containsKey(series.name() + " (" + number + ")")) {
                number++;
            }
            String name = series.name() + " (" + number + ")";
            byName.put(
                    name,
                    series.refused(
                            name,
                            "the name " + series.name() + " is taken by " + same.stack()
                                    + "; rename one of them, or run it in another batch"));
        }
        return List.copyOf(byName.values());
    }

    private static boolean ends(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }
}
