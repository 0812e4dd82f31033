package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.XfFile;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.MarkerVersion;
import org.goldtrail.workflow.engine.RunReport;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.goldtrail.workflow.judgement.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The public interface for programs, on one workflow from beginning to end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkflowTest {
    private static final int DISCARDED = 17;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path temp;

    private static final TinySeries SERIES = new TinySeries();

    @SuppressWarnings("NullAway.Init") // set before all
    private static Workflow u;

    @BeforeAll
    static void create() {
        u = Workflow.create(SERIES.write(temp, "tiny"), temp.resolve("tiny.goldtrail"));
    }

    @Test
    @Order(1)
    void knowsWhatIsNotThereYet() {
        assertThat(u).hasToString("tiny in " + u.folder() + ", not solved yet");
        assertThatThrownBy(u::fit).isInstanceOf(GoldtrailException.class).hasMessageContaining("not solved yet");
        assertThat(u.item("peaks").exists()).isFalse();
        assertThatThrownBy(() -> u.item("peaks").file()).hasMessageContaining("run the step that makes it");
        assertThatThrownBy(() -> u.item("peeks")).hasMessageContaining("did you mean peaks?");
        assertThat(u.item("rawStack").file()).isEqualTo(temp.resolve("tiny.st"));
        assertThat(u.markers()).hasToString("no working markers yet");
        assertThatThrownBy(() -> u.markers().get()).hasMessageContaining("no working markers yet");
    }

    @Test
    @Order(2)
    void setsParametersAndDiscardsViews() throws IOException {
        Path file = Files.writeString(
                temp.resolve("config.doc"),
                "> steps.alignWorkingStack.alignmentBinLevel 1\n> steps.shifter.shiftInterval 20\n");

        SettingsFile read = u.configure(file);
        u.set("detectPeaks.peaksPerView", 100).discard("18");

        assertThat(read.remarks()).singleElement().asString().startsWith("line 2: steps.shifter.shiftInterval = 20");
        assertThat(u.value("alignBinned.alignmentBinningFactor")).isEqualTo(2);
        assertThat(u.value("detection.detectPeaks.peaksPerView")).isEqualTo(100);
        assertThat(u.values()).hasToString(u.values().toString()).containsKey("settings.general.voltageKv");
        assertThat(u.values().toString()).contains("detection.detectPeaks.peaksPerView: 100\n");
        assertThat(u.discarded()).containsExactly(DISCARDED);
        assertThat(u.undiscard("18").discarded()).isEmpty();
        assertThat(u.discard("+35deg").discarded()).containsExactly(DISCARDED);
        assertThatThrownBy(() -> u.value("beadColour")).hasMessageContaining("there is no parameter");
    }

    @Test
    @Order(3)
    void runsAnAreaThenTheRest() {
        TestListener listener = new TestListener(step -> {});

        RunReport first = u.run(listener).area("detection");
        RunReport rest = u.run().all();

        assertThat(first.ran()).hasSize(5).allMatch(s -> s.startsWith("detection."));
        assertThat(first.toString()).startsWith("ran detection.visualisationMatrix (");
        assertThat(rest.skipped()).containsExactlyElementsOf(first.ran());
        assertThat(rest.verdict().map(Verdict::grade)).contains(Verdict.Grade.GOOD);
        assertThat(rest.toString()).contains("; 5 up to date; verdict: good");
        assertThat(u.status("detectPeaks").state()).isEqualTo(State.DONE);
        assertThat(u.status().stream().filter(s -> s.step().runsUnattended())).allMatch(s -> s.isDone());
        assertThat(u.status().toString().lines())
                .hasSize(u.status().size())
                .allMatch(l -> l.matches("(done {6}|open {6}|closed {4})[a-z]+\\.[A-Za-z]+.*"));
    }

    @Test
    @Order(4)
    void showsTheFit() {
        SeriesFit fit = u.fit();
        List<XfTransform> xf = XfFile.read(u.item("fixedMarkers").file(".xf"));

        assertThat(fit.isUpToDate()).isTrue();
        assertThat(Math.abs(Math.IEEEremainder(fit.axisDeg() - SERIES.axisDeg, 180)))
                .isLessThan(0.5);
        assertThat(fit.views()).hasSize(SERIES.tilts.length).hasSameSizeAs(xf);
        assertThat(fit.view(DISCARDED).used()).isFalse();
        assertThat(fit.view(DISCARDED)).hasToString("view 18 (+35.0°): not used, discarded by the user");
        assertThat(fit.view(0).toString()).startsWith("view 1 (-50.0°): axis ").contains("beads, residual");
        assertThat(fit.view(0).beads()).isBetween(5, SERIES.beads);
        assertThat(fit.beads()).hasSize(fit.markers().markerCount()).allMatch(b -> b.residualMeanPx() < 1);
        double mean = fit.residuals().stream()
                .mapToDouble(SeriesFit.Residual::lengthPx)
                .filter(Double::isFinite)
                .average()
                .orElseThrow();
        assertThat(fit.residualMeanPx()).isCloseTo(mean, within(1e-9)).isLessThan(0.5);
        assertThat(fit.leaveOut().beadsPx()).isPositive();
        assertThat(fit.view(0).predictedCornerPx())
                .isGreaterThanOrEqualTo(fit.view(0).predictedCentrePx())
                .isEqualTo(fit.predicted().cornerPx(0));
        assertThat(fit.toString()).contains(" beads in 20 of 21 views, axis ", fit.reason());
        assertThat(u.toString()).contains("tiny in ", ", verdict: good");
    }

    @Test
    @Order(5)
    void filesOfItemsAreThere() {
        for (Item item : Item.values()) {
            assertThat(u.item(item.id()).files()).as(item.id()).allMatch(Files::exists);
        }
        assertThat(u.item("binnedTomogram").file(".mrc")).isRegularFile();
        assertThat(u.item("peaks")).hasToString("peaks: " + u.folder().resolve("detection/peaks.csv"));
    }

    @Test
    @Order(6)
    void markersGoOutAndIn() throws IOException {
        Markers markers = u.markers();
        MarkerSet before = markers.get();
        int versions = markers.list().size();
        Path csv = temp.resolve("out.csv");

        markers.save(csv);
        MarkerVersion loaded = markers.load(csv);
        MarkerVersion fewer = markers.set(before.where(o -> o.marker() != 0), "without bead 0");

        assertThat(loaded.origin()).isEqualTo("import");
        assertThat(loaded.toString()).contains(before.markerCount() + " markers", "loaded from " + csv);
        assertThat(markers.list()).hasSize(versions + 2);
        assertThat(markers.get().markerCount()).isEqualTo(before.markerCount() - 1);
        assertThat(u.fit().markers().markerCount()).isEqualTo(before.markerCount());
        assertThat(u.fit().isUpToDate()).isFalse();
        assertThat(markers.undo()).contains(loaded);
        assertThat(markers.redo()).contains(fewer);
        assertThat(markers.restore("refinement.finalSelection").markers()).isEqualTo(before.markerCount());
        assertThat(markers.get(loaded.version()).size()).isEqualTo(before.size());
    }

    @Test
    @Order(7)
    void fixedLimitsOfResidualsTakeObservationsOut() {
        int before = u.fit().markers().size();
        double limit = u.fit().residualRmsPx();

        u.set("finalSelection.maximalResidualPerObservationPx", limit).run().step("finalSelection");

        SeriesFit fit = u.fit();
        assertThat(fit.isUpToDate()).isTrue();
        assertThat(fit.markers().size()).isBetween(before / 3, before - 10);
        assertThat(IntStream.range(0, SERIES.tilts.length)
                        .filter(v -> fit.view(v).used())
                        .count())
                .isGreaterThan(15);
    }

    @Test
    @Order(8)
    void aLimitThatWouldLeaveNothingIsNotApplied() {
        TestListener listener = new TestListener(step -> {});
        u.set("trimMarkers.maximalMedianResidualMarkerPx", 0.01).run(listener).step("trimMarkers");

        assertThat(u.markers().get().markerCount()).isGreaterThan(5);
        assertThat(listener.messages).anyMatch(l -> l.contains("would leave fewer than 3 markers"));
    }
}
