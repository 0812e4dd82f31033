package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.engine.Settings;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SolutionArgumentsTest {
    @Test
    void nothingSaidSetsNothing() {
        assertThat(parse()).isEmpty();
    }

    @Test
    void wordsMeanWhatTheySay() {
        assertThat(parse("--rotation", "per-view", "--tilt-angles=Free", "--magnification", "grouped", "--skew"))
                .isEqualTo(
                        Map.of("rotation", "perView", "tiltAngles", "free", "magnification", "grouped", "skew", true));
        assertThat(parse("--stretch", "--x-tilt", "--no-robust", "--rotation=one"))
                .isEqualTo(Map.of("stretch", true, "xTilt", true, "robust", false, "rotation", "one"));
    }

    @Test
    void anUnknownWordIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> parse("--magnification", "some"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContainingAll("--magnification", "one of auto, fixed, grouped, perView", "was \"some\"");
    }

    private static Map<String, Object> parse(String... words) {
        SolutionArguments arguments = new SolutionArguments();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(arguments)).parseArgs(words);
        Map<String, Object> said = new HashMap<>();
        arguments
                .said(new Said(Settings.NONE))
                .settings()
                .all()
                .forEach((path, value) -> said.put(path.replace("refinement.finalSelection.", ""), value));
        return said;
    }
}
