package org.goldtrail.workflow.batch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.files.Json;

/**
 * The folder of a batch: a workflow folder for each series, {@code settings.yaml} that new ones start with, the summary, and
 * {@code batch/} with the list of the series, tasks, attempts and logs. All of them are small files that appear whole.
 */
public final class BatchFolder {
    private static final String LIST = "batch/series.json";

    private final Path root;

    /** The file of all series. */
    private record Entry(String name, String stack, String mdoc, String problem) {}

    private record SeriesList(List<Entry> series) {}

    public BatchFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * The batch in a folder.
     *
     * @throws GoldtrailException if there is none
     */
    public static BatchFolder open(Path root) {
        if (!isBatch(root)) {
            throw new GoldtrailException(
                    Files.isDirectory(root) ? "there is no batch in this folder" : "there is no such folder",
                    root.toString(),
                    "make one with: goldtrail batch DIR --out FOLDER");
        }
        return new BatchFolder(root);
    }

    /** Whether a folder holds a batch. */
    public static boolean isBatch(Path root) {
        return Files.isRegularFile(root.resolve(LIST));
    }

    public Path root() {
        return root;
    }

    /** The workflow folder of a series. */
    public Path workflow(String name) {
        return root.resolve(name + ".goldtrail");
    }

    /** What a process that works on a series says. */
    public Path log(String name) {
        return root.resolve("batch/logs").resolve(name + ".log");
    }

    /** A file of the batch itself. */
    public Path file(String relative) {
        return root.resolve("batch").resolve(relative);
    }

    /** Makes the folders; none of them is changed if they are there. */
    void create() {
        for (String folder : List.of("tasks", "attempts", "logs")) {
            FolderFiles.createFolder(file(folder));
        }
    }

    /** All series that the batch was ever told of, in the order in which it was. */
    public List<BatchSeries> series() {
        return Json.read(root.resolve(LIST), SeriesList.class).map(SeriesList::series).orElse(List.of()).stream()
                .map(e ->
                        new BatchSeries(e.name, Path.of(e.stack), given(e.mdoc).map(Path::of), given(e.problem)))
                .toList();
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /**
     * Adds series; one that is known by its name is replaced, since its data may have moved.
     *
     * @return all of them now
     */
    List<BatchSeries> add(List<BatchSeries> more) {
        Map<String, BatchSeries> all = new LinkedHashMap<>();
        series().forEach(s -> all.put(s.name(), s));
        more.forEach(s -> all.put(s.name(), s));
        List<BatchSeries> list = List.copyOf(all.values());
        Json.write(
                root.resolve(LIST),
                new SeriesList(list.stream()
                        .map(s -> new Entry(
                                s.name(),
                                s.stack().toString(),
                                s.mdoc().map(Path::toString).orElse(""),
                                s.problem().orElse("")))
                        .toList()));
        return list;
    }

    /** What workflows of the batch start with. */
    Settings settings() {
        return Settings.read(root.resolve(Settings.FILE_NAME));
    }

    void write(Settings settings) {
        AtomicFile.writeText(root.resolve(Settings.FILE_NAME), settings.yaml());
    }

    /** What is to be done with a series; empty if nothing was ever. */
    public Optional<BatchTask> task(String name) {
        return Json.read(file("tasks/" + name + ".json"), BatchTask.class);
    }

    void write(BatchTask task) {
        Json.write(file("tasks/" + task.name() + ".json"), task);
    }

    /** The last try at a series. */
    public Optional<Attempt> attempt(String name) {
        return Json.read(file("attempts/" + name + ".json"), Attempt.class);
    }

    /** Keeps a try. */
    public void write(Attempt attempt) {
        Json.write(file("attempts/" + attempt.name() + ".json"), attempt);
    }

    /** The last try at a task, if there was one at this very task. */
    public Optional<Attempt> attempt(BatchTask task) {
        return attempt(task.name()).filter(a -> a.task() == task.number());
    }

    /** The last lines that a process said of a series. */
    List<String> lastLines(String name, int count) {
        List<String> lines = new ArrayList<>(FolderFiles.lines(log(name)));
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }
}
