package org.goldtrail.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.workflow.files.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second bead size is chosen by the program only until the run knows what it is worth. */
class BeadSizeTrialTest {
    private static final String CANDIDATE = "detection.measureBeads.beadSizeCandidate";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path root;

    @SuppressWarnings("NullAway.Init") // set before each
    private WorkflowEngine engine;

    @BeforeEach
    void twoSizes() throws IOException {
        engine = new WorkflowEngine(root, "TS_01", root.resolve("TS_01.st"));
        Files.createDirectories(root.resolve("detection"));
        Json.write(
                root.resolve("detection/bead-size.json"),
                new BeadSize(40, true, 0.7, 100, OptionalDouble.empty(), OptionalDouble.of(18)));
        engine.write(Settings.NONE.with("detection.detectPeaks.peaksPerView", 200));
    }

    private BeadSizeTrial trial() {
        return new BeadSizeTrial(root, engine);
    }

    @Test
    void afterAKillItIsStillUnderWayAndCanBeTakenBack() {
        Settings before = engine.settings();
        assertThat(trial().isUnderWay()).isFalse();
        assertThat(trial().begin().orElseThrow().diameterPx()).isEqualTo(18);

        assertThat(engine.settings().value(CANDIDATE)).contains(2);
        assertThat(trial().isUnderWay()).as("told from the folder").isTrue();
        trial().takeBack();

        assertThat(engine.settings()).isEqualTo(before);
        assertThat(trial().isUnderWay()).isFalse();
    }

    @Test
    void whatHasWorkedStays() {
        trial().begin();
        trial().keep();

        assertThat(trial().isUnderWay()).isFalse();
        assertThat(engine.settings().value(CANDIDATE)).contains(2);
    }

    @Test
    void whatAPersonSetsInBetweenEndsTheTrialAndIsKept() {
        trial().begin();
        engine.write(engine.settings().with("detection.detectPeaks.peaksPerView", 100));

        assertThat(trial().isUnderWay()).isFalse();
        assertThat(engine.settings().value(CANDIDATE)).isEmpty();
        assertThat(engine.settings().value("detection.detectPeaks.peaksPerView"))
                .contains(100);
    }

    @Test
    void aSizeThatAPersonHasChosenIsNotTriedAgainst() {
        engine.write(engine.settings().with(CANDIDATE, 1));

        assertThat(trial().begin()).isEmpty();
        assertThat(engine.settings().value(CANDIDATE)).contains(1);
    }
}
