package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches on this machine, with worker processes as people have them. */
class BatchTest {
    private static final int GOOD = Boolean.getBoolean("goldtrail.full") ? 17 : 2;
    private static final int BROKEN = 3;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    /** Of a batch in a process of its own; its workers are started as those of this process are. */
    private static List<String> javaOptions() {
        String property = "goldtrail.childOptions";
        return List.of("-Xmx256m", "-D" + property + "=" + System.getProperty(property, ""));
    }

    private Path out() {
        return temp.resolve("out");
    }

    private Path in() {
        return temp.resolve("in");
    }

    private void writeGood(int count) throws IOException {
        for (int i = 1; i <= count; i++) {
            DiscSeries.of(i).write(in(), "TS_" + i);
        }
    }

    /** A truncated one, one without angles, and one that is no stack at all. */
    private void writeBroken(int count) throws IOException {
        Path good = in().resolve("TS_1.st");
        if (count > 0) {
            byte[] bytes = Files.readAllBytes(good);
            Files.write(in().resolve("truncated.st"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
            Files.copy(in().resolve("TS_1.rawtlt"), in().resolve("truncated.rawtlt"));
        }
        if (count > 1) {
            Files.copy(good, in().resolve("no-angles.st"));
        }
        if (count > 2) {
            Files.writeString(in().resolve("text.mrc"), "this is no stack\n");
        }
    }

    /** A column of the summary, whose fields may be quoted. */
    private List<String> column(String name) throws IOException {
        List<List<String>> rows = Files.readAllLines(out().resolve("summary.csv")).stream()
                .map(BatchTest::fields)
                .toList();
        int place = rows.getFirst().indexOf(name);
        return rows.stream().skip(1).map(r -> r.get(place)).toList();
    }

    private static List<String> fields(String line) {
        return Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^,]*))(?:,|$)")
                .matcher(line)
                .results()
                .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
                .toList();
    }

    @Test
    void oneBadSeriesNeverStopsTheOthers() throws Exception {
        writeGood(GOOD);
        writeBroken(BROKEN);

        CommandLineRun run = CommandLineRun.of("batch", in(), "--out", out());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).contains(GOOD + BROKEN + " series: " + GOOD + " good, " + BROKEN + " broken");
        assertThat(run.out()).contains("truncated: ", "the file is truncated: view");
        assertThat(run.err()).contains("memory plan: ");
        assertThat(column("Tilt_Series")).hasSize(GOOD + BROKEN).contains("TS_1", "truncated");
        assertThat(Files.readString(out().resolve("report.html")))
                .contains("broken", "To be looked at", "TS_1.goldtrail/report.html", "data:image/jpeg");
        assertThat(column("state").stream().filter("done"::equals)).hasSize(GOOD);
        assertThat(column("state").stream().filter("broken"::equals)).hasSize(BROKEN);
        assertThat(column("verdict").stream().filter("good"::equals)).hasSize(GOOD);
        assertThat(out().resolve("summary.html"))
                .content()
                .contains("<td class=\"good\">good</td>", "prefers-color-scheme: dark")
                .doesNotContain("http://", "https://");

        theTableFollowsFromTheFolders();
        nothingIsLeftToDo();
        whatWasRepairedIsRunAgain();
    }

    /** Delete the summary, and it is made anew. */
    private void theTableFollowsFromTheFolders() throws IOException {
        String before = Files.readString(out().resolve("summary.csv"));
        Files.delete(out().resolve("summary.csv"));
        Files.delete(out().resolve("summary.html"));

        CommandLineRun run = CommandLineRun.of("batch", out(), "--summary");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(out().resolve("summary.csv")).content().isEqualTo(before);
        assertThat(out().resolve("summary.html")).exists();
    }

    private void nothingIsLeftToDo() {
        CommandLineRun run = CommandLineRun.of("batch", out());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("nothing is left to do");
    }

    private void whatWasRepairedIsRunAgain() throws IOException {
        Files.copy(in().resolve("TS_1.st"), in().resolve("truncated.st"), StandardCopyOption.REPLACE_EXISTING);

        CommandLineRun onlyNew = CommandLineRun.of("batch", out(), "--only-new");
        CommandLineRun run = CommandLineRun.of("batch", out());
        CommandLineRun retried = CommandLineRun.of("batch", out(), "--retry-failed");

        assertThat(onlyNew.err()).contains("nothing is left to do");
        assertThat(run.err()).contains("1 of " + (GOOD + BROKEN) + " series to run");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(retried.err()).contains(BROKEN - 1 + " of " + (GOOD + BROKEN) + " series");
    }

    @Test
    void anAreaIsDoneAgainWithNewValues() throws Exception {
        writeGood(2);
        assertThat(CommandLineRun.of("batch", in(), "--out", out()).exitCode()).isZero();
        Path peaks = out().resolve("TS_1.goldtrail/detection/peaks.csv");
        var detected = Files.getLastModifiedTime(peaks);

        CommandLineRun run = CommandLineRun.of(
                "batch",
                out(),
                "--from",
                "finalSelection",
                "--set",
                "refinement.finalSelection.magnification=per-view");

        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        assertThat(run.err()).contains("2 of 2 series to run");
        assertThat(column("state")).containsOnly("done");
        assertThat(column("model")).allMatch(m -> m.contains("magnification per view"));
        assertThat(Files.getLastModifiedTime(peaks)).isEqualTo(detected);
        assertThat(out().resolve("settings.yaml")).content().contains("magnification");

        whatFollowsAnAreaIsBroughtUpToDate();
        whatIsLeftOpenIsSaid();
    }

    /** A finished batch in which one area is done again is finished again. */
    private void whatFollowsAnAreaIsBroughtUpToDate() throws IOException {
        Path tomogram = out().resolve("TS_1.goldtrail/provenance/reconstruction.binnedReconstruction.json");
        var before = Files.getLastModifiedTime(tomogram);

        CommandLineRun run = CommandLineRun.of(
                "batch", out(), "--area", "refinement", "--set", "refinement.finalSelection.magnification=fixed");

        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        assertThat(column("state")).containsOnly("done");
        assertThat(column("model")).noneMatch(m -> m.contains("magnification per view"));
        assertThat(Files.getLastModifiedTime(tomogram)).isGreaterThan(before);
    }

    private void whatIsLeftOpenIsSaid() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "batch",
                out(),
                "--upto",
                "finalSelection",
                "--set",
                "refinement.finalSelection.magnification=per-view");

        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        assertThat(run.out())
                .contains("2 series open: in TS_1, alignment.fixMarkers and 3 steps after it are not up to date")
                .contains("next: goldtrail batch " + out());
        assertThat(column("state")).containsOnly("open");
        assertThat(column("reasons")).allMatch(r -> r.contains("are not up to date"));
    }

    @Test
    void whatDiffersFromTheBatchIsFlaggedAndSolvedAgainWithWhatIsShared() throws Exception {
        for (int i = 1; i <= 3; i++) {
            DiscSeries.of(i).write(in(), "TS_" + i);
        }
        new DiscSeries(4, 85.3 - 40, 9).write(in(), "TS_0");

        CommandLineRun run = CommandLineRun.of("batch", in(), "--out", out(), "--share", "axis,bead");

        assertThat(run.err()).contains("shared: axis 85.", "beads of ", "the median of 3 good series");
        assertThat(run.err()).contains("run again with what is shared: TS_0\n");
        assertThat(column("flags").getFirst()).startsWith("axis 45.").contains("the batch has 85.");
        assertThat(column("flags").subList(1, 4)).containsOnly("");
        assertThat(out().resolve("TS_0.goldtrail/settings.yaml")).content().contains("tiltAxisDeg", "beadDiameter");
    }

    @Test
    void ctrlCIsClean() throws Exception {
        writeGood(2);
        Path err = temp.resolve("err.txt");
        Process process = CommandLineRun.start(err, javaOptions(), "batch", in(), "--out", out());
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        Path begun = out().resolve("TS_1.goldtrail/detection");
        while (!Files.exists(begun) && process.isAlive() && System.nanoTime() < patience) {
            Thread.sleep(50);
        }
        CommandLineRun second = CommandLineRun.of("batch", out());
        assertThat(second.exitCode()).as(second.err()).isEqualTo(5);
        assertThat(second.err()).contains("in use by process " + process.pid() + " on ");

        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(130);
        assertThat(process.descendants()).isEmpty();
        assertThat(column("state")).doesNotContain("running").containsAnyOf("interrupted", "waiting");

        CommandLineRun again = CommandLineRun.of("batch", out());

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(column("state")).containsOnly("done");
    }

    @Test
    void lackOfMemoryIsOneFailedSeries() throws Exception {
        writeGood(2);

        CommandLineRun run = CommandLineRun.of("batch", in(), "--out", out(), "--heap", "10MB");

        assertThat(run.exitCode()).as(run.out() + run.err()).isIn(1, 6);
        assertThat(column("state")).containsOnly("error");
        assertThat(column("reasons")).allMatch(r -> r.contains("memory") || r.contains("ended with code"));
    }

    @Test
    void seriesAreRunAsTheyArrive() throws Exception {
        writeGood(1);
        Path err = temp.resolve("err.txt");
        Process process = CommandLineRun.start(
                err, javaOptions(), "watch", in(), "--out", out(), "--settle", "2s", "--until-idle", "8s");
        Path first = out().resolve("batch/attempts/TS_1.json");
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!isDone(first) && process.isAlive() && System.nanoTime() < patience) {
            Thread.sleep(50);
        }
        DiscSeries.of(2).write(in(), "TS_2");
        DiscSeries.of(3).write(in(), "TS_1"); // written anew, and so run anew

        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        assertThat(Files.readString(err)).contains("arrived: TS_2", "nothing has come for 8 s");
        assertThat(Files.readString(err).lines().filter("arrived: TS_1"::equals))
                .hasSize(2);
        assertThat(column("Tilt_Series")).containsExactly("TS_1", "TS_2");
        assertThat(column("state")).containsOnly("done");
    }

    private static boolean isDone(Path attempt) throws IOException {
        return Files.exists(attempt) && Files.readString(attempt).contains("\"DONE\"");
    }

    @Test
    void whatCannotBeMeantIsRefused() throws Exception {
        writeGood(1);
        Path list = Files.writeString(temp.resolve("list.txt"), "# two\nin/TS_1.st\nin/missing.st\n");

        assertThat(CommandLineRun.of("batch", in()).err()).contains("--out: it was not said where to keep the batch");
        assertThat(CommandLineRun.of("batch", in(), "--out", out(), "--share", "hair")
                        .err())
                .contains("--share: \"hair\" cannot be shared");
        assertThat(CommandLineRun.of("batch", in(), "--out", out(), "--area", "a", "--from", "b")
                        .err())
                .contains("only one of --area, --step, --from and --upto");
        assertThat(CommandLineRun.of(
                                "batch", in(), "--out", out(), "--set", "beadRadiusPx=4", "--set", "beadRadiusPx=5")
                        .err())
                .contains("--set: detection.detectPeaks.beadRadiusPx is given two values");
        assertThat(CommandLineRun.of("batch", temp, "--out", out()).err()).contains("no tilt series were found");
        assertThat(CommandLineRun.of("watch", in(), "--settle", "10").err()).contains("\"10\" is not a time");
        CommandLineRun run = CommandLineRun.of("batch", list, "--out", out(), "--upto", "visualisationMatrix");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).contains("missing: ", "does not exist");
    }
}
