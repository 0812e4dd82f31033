package org.goldtrail.workflow.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;

/**
 * What a workflow folder holds and what of it may go: only what a step can make again, or what nobody needs once a series is
 * done. The raw stack lies elsewhere and is never touched; settings, markers and all their versions stay.
 *
 * @param entries what may go, all kinds in their order, also those of which there is nothing
 * @param totalBytes of all files in the folder
 */
public record DiskPlan(List<Entry> entries, long totalBytes) {
    public DiskPlan {
        entries = List.copyOf(entries);
    }

    /** Kinds of files that may go. */
    public enum Kind {
        VISUALISATION("visualisation", "binned raw stack, for looking at the views"),
        ALIGNED("aligned", "aligned stack in full resolution; the binned one stays"),
        LOGS("logs", "what the steps have said"),
        PREVIOUS("previous", "results of earlier runs"),
        FAILED("failed", "tables of the last attempt that failed");

        private final String id;
        private final String help;

        Kind(String id, String help) {
            this.id = id;
            this.help = help;
        }

        /** As it is written in commands. */
        public String id() {
            return id;
        }

        public String help() {
            return help;
        }

        /**
         * A kind by its id.
         *
         * @throws GoldtrailException naming those there are
         */
        public static Kind of(String id) {
            return Stream.of(values())
                    .filter(k -> k.id.equalsIgnoreCase(id))
                    .findFirst()
                    .orElseThrow(() -> new GoldtrailException(
                            "nothing of the name \"" + id + "\" can be cleaned",
                            "",
                            "choose among "
                                    + String.join(
                                            ", ",
                                            Stream.of(values()).map(Kind::id).toList())));
        }
    }

    /**
     * Files of one kind.
     *
     * @param kind which
     * @param files below the workflow folder; empty where there are none
     * @param bytes that removing them frees
     * @param madeBy the step that makes them again; empty for what cannot be made again
     */
    public record Entry(Kind kind, List<String> files, long bytes, String madeBy) {
        public Entry {
            files = List.copyOf(files);
        }
    }

    /** The entries of some kinds. */
    public List<Entry> of(Set<Kind> kinds) {
        return entries.stream().filter(e -> kinds.contains(e.kind)).toList();
    }

    /** Looks at a folder. */
    static DiskPlan of(Path root) {
        ProvenanceStore provenance = new ProvenanceStore(root);
        List<Entry> entries = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            entries.add(
                    switch (kind) {
                        case VISUALISATION -> ofItem(root, kind, Item.VISUALISATION_STACK, provenance);
                        case ALIGNED -> ofItem(root, kind, Item.ALIGNED_STACK, provenance);
                        default -> entry(root, kind, filesBelow(root, root.resolve(kind.id())), "");
                    });
        }
        return new DiskPlan(entries, bytes(root, filesBelow(root, root)));
    }

    private static Entry ofItem(Path root, Kind kind, Item item, ProvenanceStore provenance) {
        Step<?> maker = StepCatalogue.maker(item).orElseThrow();
        List<String> files = provenance
                .of(maker)
                .map(p -> p.outputs().getOrDefault(item.id(), Map.of()).keySet().stream()
                        .filter(f -> Files.exists(root.resolve(f)))
                        .toList())
                .orElse(List.of());
        return entry(root, kind, files, maker.id());
    }

    private static Entry entry(Path root, Kind kind, List<String> files, String madeBy) {
        return new Entry(kind, files, bytes(root, files), madeBy);
    }

    private static List<String> filesBelow(Path root, Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .map(f -> root.relativize(f).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static long bytes(Path root, List<String> files) {
        long sum = 0;
        for (String file : files) {
            try {
                sum += Files.size(root.resolve(file));
            } catch (IOException e) {
                throw unreadable(root.resolve(file), e);
            }
        }
        return sum;
    }

    private static GoldtrailException unreadable(Path file, IOException e) {
        return new GoldtrailException(
                "it cannot be looked at (" + e.getMessage() + ")", file.toString(), "check its rights", e);
    }

    /**
     * Removes files of some kinds; to be called under the lock. The provenance of their steps forgets them, so that the steps
     * stay done: what follows from them is not computed again.
     */
    static void remove(Path root, Set<Kind> kinds) {
        ProvenanceStore provenance = new ProvenanceStore(root);
        for (Entry entry : of(root).of(kinds)) {
            if (entry.madeBy.isEmpty()) {
                FolderFiles.deleteTree(root.resolve(entry.kind.id()));
                continue;
            }
            Step<?> step = StepCatalogue.step(entry.madeBy);
            provenance.of(step).ifPresent(p -> provenance.write(step, p.without(entry.files)));
            entry.files.forEach(file -> FolderFiles.delete(root.resolve(file)));
        }
    }
}
