package org.goldtrail.refinement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ViewSharpnessTest {
    private static double[] usual() {
        return new Random(1).doubles(41, 0.93, 0.97).toArray();
    }

    @Test
    void onlyAViewFarBelowTheOthersIsBlurred() {
        double[] roundness = usual();
        roundness[7] = 0.3;
        roundness[20] = 0.88;
        boolean[] expected = new boolean[41];
        expected[7] = true;
        assertThat(ViewSharpness.blurred(roundness)).isEqualTo(expected);
    }

    @Test
    void whereAllAreAlikeNoneIs() {
        double[] poor = Arrays.stream(usual()).map(r -> r - 0.5).toArray();
        assertThat(ViewSharpness.blurred(poor)).isEqualTo(new boolean[41]);
    }

    @Test
    void viewsThatCannotBeJudgedAreNotBlurred() {
        double[] roundness = usual();
        Arrays.fill(roundness, 0, 38, Double.NaN);
        roundness[40] = 0.1;
        assertThat(ViewSharpness.blurred(roundness)).isEqualTo(new boolean[41]);
    }
}
