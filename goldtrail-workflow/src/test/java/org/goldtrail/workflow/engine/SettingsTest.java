package org.goldtrail.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.catalogue.ParameterType;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String RADIUS = "detection.detectPeaks.beadRadiusPx";
    private static final String ANGLES = "settings.input.angleFile";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    @Test
    void everyParameterComesBackFromItsFile() {
        Settings settings = Settings.NONE;
        for (var group : StepCatalogue.groups()) {
            for (ParameterInfo parameter : group.parameters()) {
                settings = settings.with(parameter.path(), sample(parameter));
            }
        }
        Path file = temp.resolve("settings.yaml");
        settings.write(file);

        assertThat(settings.all()).hasSizeGreaterThan(50);
        assertThat(Settings.read(file)).isEqualTo(settings);
        assertThat(Settings.read(file).yaml()).isEqualTo(settings.yaml());
    }

    private static Object sample(ParameterInfo parameter) {
        double low = Math.max(parameter.min(), -1000);
        return switch (parameter.type()) {
            case WHOLE_NUMBER -> (int) Math.ceil(low);
            case NUMBER, NUMBER_OR_AUTO -> low + 0.1 / 3 * Math.min(1, parameter.max() - low);
            case SWITCH -> true;
            case LENGTH_OR_AUTO -> "12.5nm";
            case CHOICE -> parameter.choices().getLast();
            case THREE_NUMBERS -> "1 2 3";
            case TEXT -> "a: strange #name.tlt";
        };
    }

    @Test
    void isNestedByAreaAndStepForPeople() {
        assertThat(Settings.NONE.with(RADIUS, 16).yaml()).isEqualTo("""
                detection:
                  detectPeaks:
                    beadRadiusPx: 16.0
                """);
        assertThat(Settings.NONE.yaml()).startsWith("#");
        assertThat(Settings.parse(Settings.NONE.yaml(), "")).isEqualTo(Settings.NONE);
    }

    /** Texts that YAML would take for something else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "~",
                "yes",
                "no",
                "true",
                "12",
                "0012",
                "1e3",
                "0x10",
                "1_000",
                "-",
                "- a",
                "a: b",
                "a #b",
                "#a",
                "@a",
                "%a",
                "'a",
                "\"a",
                "[a]",
                "{a}",
                "/data/ä ö/Å.rawtlt",
                "C:\\data\\a.tlt",
                ".5",
                "2020-01-01",
                "? a",
                "!x",
                "&x",
                "*x",
                "|",
                ">",
                "auto",
                "12:30:45",
                "0o17",
                "+1",
                ".inf",
                ".nan",
                "Null",
                "on",
                "TRUE",
                "Y",
                "n",
                "1.5.2",
                "12px",
                "a\nb",
                " a",
                "a "
            })
    void keepsEveryText(String text) {
        Settings settings = Settings.NONE.with(ANGLES, text);

        assertThat(Settings.parse(settings.yaml(), "here")).isEqualTo(settings);
        assertThat(settings.of(InputSettings.GROUP, InputSettings.DEFAULT).angleFile())
                .isEqualTo(text.trim());
    }

    @Test
    void thereIsNothingSetInAFileThatIsMissingOrEmpty() throws IOException {
        assertThat(Settings.read(temp.resolve("none.yaml"))).isEqualTo(Settings.NONE);
        assertThat(Settings.read(Files.writeString(temp.resolve("a.yaml"), " \n")))
                .isEqualTo(Settings.NONE);
        assertThat(Settings.read(Files.writeString(temp.resolve("b.yaml"), "# a remark\n")))
                .isEqualTo(Settings.NONE);
    }

    /** What a person leaves behind who deletes a value, but not its key. */
    @Test
    void aKeyWithoutAValueSaysNothing() {
        assertThat(Settings.parse("detection:\n  detectPeaks:\n    beadRadiusPx:\n", ""))
                .isEqualTo(Settings.NONE);
        assertThat(Settings.parse("detection:\n  detectPeaks:\n", "")).isEqualTo(Settings.NONE);
        assertThat(Settings.parse("settings:\n  input:\n    angleFile:\n", "")).isEqualTo(Settings.NONE);
        assertThatThrownBy(() -> Settings.parse("detektion:\n", "here")).hasMessageContaining("detektion");
    }

    @ParameterizedTest
    @CsvSource({
        "detection.detectPeaks.beadRadius, detection.detectPeaks.beadRadiusPx",
        "detectPeaks.maskRadiusPixel, detection.detectPeaks.maskRadiusPx",
        "settings.general.pixelSize, settings.general.pixelSizeAngstrom",
    })
    void namesTheLikeliestForAnUnknownKey(String typed, String meant) {
        String key =
                typed.replace(".", ":\n ").replaceFirst("\n ", "\n ").replaceFirst(":\n ([^\n]*):\n ", ":\n $1:\n  ");
        assertThatThrownBy(() -> Settings.parse(key + ": 3\n", "settings.yaml"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContainingAll("settings.yaml", "there is no parameter \"" + typed + "\"")
                .hasMessageMatching("[^\n]+");
        assertThatThrownBy(() -> Settings.NONE.with(typed, 3))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("did you mean " + meant + "?");
    }

    @Test
    void saysWhatAValueMustBe() {
        assertThatThrownBy(() -> Settings.NONE.with(RADIUS, -3))
                .isInstanceOf(GoldtrailException.class)
                .hasMessage("detection.detectPeaks.beadRadiusPx must be 1.5 to 200, was -3.");
        assertThatThrownBy(() -> Settings.NONE.with(RADIUS, "sixteen"))
                .hasMessage("detection.detectPeaks.beadRadiusPx must be a number, was \"sixteen\".");
        assertThatThrownBy(() -> Settings.NONE.with(RADIUS, "NaN")).hasMessageContaining("must be 1.5 to 200, was NaN");
        assertThatThrownBy(() -> Settings.NONE.with("alignBinned.alignmentBinningFactor", 2.5))
                .hasMessageContaining("must be a whole number, was \"2.5\"");
        assertThatThrownBy(() -> Settings.NONE.with("finalSelection.robust", "maybe"))
                .hasMessageContaining("must be true or false, was \"maybe\"");
        assertThatThrownBy(() -> Settings.NONE.with("measureBeads.beadDiameter", "10"))
                .hasMessageContaining("\"10\" has no unit");
        assertThatThrownBy(() -> Settings.NONE.with("settings.general.tiltAxisDeg", "1e400"))
                .hasMessageContaining("must be -360 to 360");
        assertThatThrownBy(() -> Settings.parse("detection:\n  detectPeaks:\n    beadRadiusPx: -3\n", "my.yaml"))
                .hasMessage("my.yaml: detection.detectPeaks.beadRadiusPx must be 1.5 to 200, was -3.");
        assertThatThrownBy(() -> Settings.parse("detection: [1, 2]\n", "my.yaml"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("my.yaml");
        assertThatThrownBy(() -> Settings.parse("detection: {\n", "my.yaml"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContainingAll("my.yaml", "no YAML", "line 1")
                .hasMessageMatching("[^\n]+");
    }

    @Test
    void takesNamesWithoutTheirAreaAndWithoutCapitals() {
        Settings settings = Settings.NONE.with("detectpeaks.beadradiuspx", "16");

        assertThat(settings.value(RADIUS)).contains(16.0);
        assertThat(settings.without("detectPeaks.beadRadiusPx")).isEqualTo(Settings.NONE);
        assertThatThrownBy(() -> Settings.NONE.with("minimumOccupancy", 5))
                .as("several steps have one")
                .isInstanceOf(GoldtrailException.class);
    }

    @Test
    void autoLeavesAnOptionalValueToTheData() {
        Settings settings = Settings.NONE.with("settings.general.tiltAxisDeg", ParameterType.AUTO);

        assertThat(settings.of(GeneralSettings.GROUP, GeneralSettings.DEFAULT).tiltAxisDeg())
                .isEmpty();
        assertThat(Settings.parse(settings.yaml(), "")).isEqualTo(settings);
    }

    @Test
    void othersGoOnTop() {
        Settings one = Settings.NONE.with(RADIUS, 16).with(ANGLES, "a");
        Settings two = Settings.NONE.with(RADIUS, 20);

        assertThat(one.with(two).value(RADIUS)).contains(20.0);
        assertThat(one.with(two).value(ANGLES)).contains("a");
        assertThat(one.value(RADIUS)).contains(16.0);
    }
}
