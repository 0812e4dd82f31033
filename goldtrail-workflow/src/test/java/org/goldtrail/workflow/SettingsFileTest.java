package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.SettingsFile.Format;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    private SettingsFile read(String text) throws IOException {
        return SettingsFile.read(Files.writeString(temp.resolve("settings"), text));
    }

    @Test
    void readsYamlInSectionsOrWithDots() throws IOException {
        SettingsFile file = read("""
                # mine
                series:
                  stack: data/TS_01.mrc
                  discardedTilts: [1, 4-6, -60deg]
                detection:
                  detectPeaks:
                    beadRadiusPx: 16
                alignment.alignBinned.alignmentBinningFactor: 8
                """);

        assertThat(file.format()).isEqualTo(Format.YAML);
        assertThat(file.stack()).contains(temp.resolve("data/TS_01.mrc"));
        assertThat(file.discarded().orElseThrow().items()).containsExactly("1", "4-6", "-60deg");
        assertThat(file.settings().all())
                .isEqualTo(Map.of(
                        "detection.detectPeaks.beadRadiusPx", 16.0, "alignment.alignBinned.alignmentBinningFactor", 8));
        assertThat(file.remarks()).isEmpty();
    }

    @Test
    void readsDottedSeriesKeys() throws IOException {
        SettingsFile file = read("series.discardedTilts: 7, 9-11\n");

        assertThat(file.discarded().orElseThrow().items()).containsExactly("7", "9-11");
        assertThat(file.settings()).isEqualTo(Settings.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> steps.detectPeaks.beadRadius 16\n",
                "% comment\n\n> steps.detectPeaks.beadRadius 16\n",
                "@ matrix TS_01.mrc\n> steps.detectPeaks.beadRadius 16\n",
            })
    void tellsDynamosFilesByTheirContent(String text) throws IOException {
        SettingsFile file = read(text);

        assertThat(file.format()).isEqualTo(Format.DYNAMO);
        assertThat(file.settings().value("detection.detectPeaks.beadRadiusPx")).contains(16.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "%YAML 1.2\n---\n{}\n"})
    void anEmptyYamlSaysNothing(String text) throws IOException {
        SettingsFile file = read(text);

        assertThat(file.format()).isEqualTo(Format.YAML);
        assertThat(file.settings()).isEqualTo(Settings.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"just words", "series: TS_01\n", "series:\n  colour: red\n", "a: [1\n", "detection.x: 1\n"})
    void refusesOtherTexts(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageStartingWith(temp.resolve("settings").toString());
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> SettingsFile.read(temp.resolve("none.yaml")))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("there is no such settings file");
    }

    @Test
    void theTemplateSaysNothingUntilSignsAreRemoved() throws IOException {
        String template = SettingsTemplate.yaml();
        List<String> set = template.lines()
                .filter(l -> l.matches("#\\S.*"))
                .map(l -> l.substring(1))
                .toList();

        assertThat(read(template).settings()).isEqualTo(Settings.NONE);
        SettingsFile all = read(String.join("\n", set));
        List<String> everything = StepCatalogue.groups().stream()
                .flatMap(g -> g.parameters().stream())
                .map(p -> p.path())
                .toList();
        assertThat(all.settings().all().keySet()).containsExactlyInAnyOrderElementsOf(everything);
        assertThat(all.settings().value("detection.detectPeaks.beadRadiusPx")).contains(16.0);
        assertThat(template)
                .contains("bead radius, px: 1.5 to 200; by default half the measured diameter")
                .endsWith("\n");
        assertThat(template.lines()).allMatch(l -> l.isEmpty() || l.startsWith("#"));
        assertThat(template.lines()).allMatch(l -> l.length() <= 110);
    }

    @Test
    void oneRemovedSignSetsOneParameter() throws IOException {
        String edited = SettingsTemplate.yaml()
                .replace("#detection.detectPeaks.maskRadiusPx:", "detection.detectPeaks.maskRadiusPx:");

        assertThat(read(edited).settings().all()).containsOnlyKeys("detection.detectPeaks.maskRadiusPx");
    }
}
