package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.goldtrail.workflow.SolutionOptions.Magnification;
import org.goldtrail.workflow.SolutionOptions.Rotation;
import org.goldtrail.workflow.SolutionOptions.TiltAngles;
import org.goldtrail.workflow.solution.SolutionOptions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SolutionArgumentsTest {
    @Test
    void nothingSaidIsAuto() {
        assertThat(parse()).isEqualTo(SolutionOptions.AUTO);
    }

    @Test
    void wordsMeanWhatTheySay() {
        assertThat(parse("--rotation", "per-view", "--tilt-angles=Free", "--magnification", "grouped", "--skew"))
                .isEqualTo(new SolutionOptions(
                        Rotation.PER_VIEW, TiltAngles.FREE, Magnification.GROUPED, false, true, false, true));
        assertThat(parse("--stretch", "--x-tilt", "--no-robust", "--rotation=one"))
                .isEqualTo(new SolutionOptions(
                        Rotation.ONE, TiltAngles.AUTO, Magnification.AUTO, true, false, true, false));
    }

    @Test
    void anUnknownWordIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> parse("--magnification", "some"))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageContaining("'some' is none of auto, fixed, grouped, per-view");
    }

    private static SolutionOptions parse(String... words) {
        SolutionArguments arguments = new SolutionArguments();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(arguments)).parseArgs(words);
        return arguments.options();
    }
}
