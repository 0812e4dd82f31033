package org.goldtrail.workflow.batch.slurm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.workflow.batch.BatchFolder;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.files.Json;

/** The jobs of a batch as its folder knows them. */
final class SlurmJobs {
    private final BatchFolder batch;

    SlurmJobs(BatchFolder batch) {
        this.batch = batch;
    }

    /** All jobs, in the order in which they were submitted. */
    List<SlurmJob> all() {
        List<SlurmJob> jobs = new ArrayList<>();
        Path folder = batch.file("slurm");
        if (!Files.isDirectory(folder)) {
            return jobs;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "job-*.json")) {
            files.forEach(f -> Json.read(f, SlurmJob.class).ifPresent(jobs::add));
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the folder cannot be read (" + AtomicFile.reason(e) + ")",
                    folder.toString(),
                    "check its rights",
                    e);
        }
        jobs.sort(Comparator.comparingInt(SlurmJob::number));
        return jobs;
    }

    /** A job as its file says now. */
    SlurmJob now(SlurmJob job) {
        return Json.read(file(job.number(), ".json"), SlurmJob.class).orElse(job);
    }

    void write(SlurmJob job) {
        Json.write(file(job.number(), ".json"), job);
    }

    /** Writes script and list of a job that is about to be submitted. */
    Path writeScript(int number, String script, List<String> names) {
        FolderFiles.createFolder(batch.file("slurm"));
        AtomicFile.writeText(file(number, ".series.txt"), String.join("\n", names) + "\n");
        Path file = file(number, ".sh");
        AtomicFile.writeText(file, script);
        return file;
    }

    static String stem(int number) {
        return String.format(Locale.ROOT, "job-%03d", number);
    }

    private Path file(int number, String ending) {
        return batch.file("slurm/" + stem(number) + ending);
    }

    /** The name of all jobs of a batch, by which the queue finds them. */
    String jobName() {
        String root = batch.root().toString();
        return "goldtrail-" + String.valueOf(batch.root().getFileName()).replaceAll("[^A-Za-z0-9_.-]", "_") + "-"
                + Integer.toHexString(root.hashCode());
    }
}
