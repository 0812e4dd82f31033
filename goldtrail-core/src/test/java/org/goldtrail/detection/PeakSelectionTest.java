package org.goldtrail.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeakSelectionTest {
    /** A correlation whose Fisher transform is normally distributed. */
    private static double correlation(double middle, double sd, Random r) {
        return Math.tanh(0.5 * Math.log((1 + middle) / (1 - middle)) + sd * r.nextGaussian());
    }

    private static Peak bead(int view, Random r) {
        return new Peak(
                view,
                0,
                0,
                correlation(0.75, 0.15, r),
                correlation(0.85, 0.2, r),
                correlation(0.75, 0.2, r),
                5 * Math.exp(0.25 * r.nextGaussian()));
    }

    private static Peak noise(int view, Random r) {
        return new Peak(
                view,
                1,
                0,
                correlation(0.35, 0.08, r),
                correlation(0.42, 0.12, r),
                correlation(0.3, 0.2, r),
                1.2 * Math.exp(0.3 * r.nextGaussian()));
    }

    @ParameterizedTest
    @CsvSource({"0.02, 1", "0.02, 2", "0.1, 1", "0.5, 1", "0.9, 1", "0.98, 1", "0.98, 2"})
    void separatesBeadsWhateverTheirShare(double share, long seed) {
        Random random = new Random(seed);
        List<List<Peak>> peaks = new ArrayList<>();
        int beads = 0;
        for (int v = 0; v < 31; v++) {
            List<Peak> inView = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                boolean isBead = random.nextDouble() < share;
                beads += isBead ? 1 : 0;
                inView.add(isBead ? bead(v, random) : noise(v, random));
            }
            peaks.add(inView);
        }

        PeakSelection.Result result = PeakSelection.select(peaks);

        List<Peak> kept = result.of(peaks).stream().flatMap(List::stream).toList();
        long keptBeads = kept.stream().filter(p -> p.x() == 0).count();
        long keptNoise = kept.size() - keptBeads;
        assertThat(keptBeads).isGreaterThan(Math.round(0.98 * beads));
        assertThat(keptNoise).isLessThan(Math.round(0.05 * (31 * 150 - beads)) + 1);
        assertThat(result.separation()).isGreaterThan(2);
        assertThat(result.share()).isBetween(share - 0.05, share + 0.05);
    }

    @Test
    void keepsWhatItCannotTellApart() {
        List<List<Peak>> few = List.of(List.of(bead(0, new Random(1)), bead(0, new Random(2))), List.of());

        PeakSelection.Result result = PeakSelection.select(few);

        assertThat(result.of(few).getFirst()).hasSize(2);
        assertThat(PeakSelection.select(List.of()).selected()).isEmpty();
    }

    @Test
    void keepsPeaksThatAreAllTheSame() {
        Peak one = bead(0, new Random(3));
        List<Peak> same = java.util.Collections.nCopies(100, one);

        assertThat(PeakSelection.select(List.of(same)).of(List.of(same)).getFirst())
                .hasSize(100);
    }

    @Test
    void dropsPeaksOfTheWrongSign() {
        List<Peak> peaks = new ArrayList<>();
        Random random = new Random(4);
        for (int i = 0; i < 40; i++) {
            Peak p = bead(0, random);
            peaks.add(i % 4 == 0 ? new Peak(0, 9, 0, p.cc(), p.rotationalMerit(), p.edgeMerit(), -p.contrast()) : p);
        }

        List<Peak> kept =
                PeakSelection.select(List.of(peaks)).of(List.of(peaks)).getFirst();

        assertThat(kept).hasSize(30).noneMatch(p -> p.x() == 9);
    }

    @Test
    void whatIsKeptLiesWithinTheBoundaryOfThePopulations() {
        Random random = new Random(4);
        List<Peak> peaks = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            peaks.add(i % 3 == 0 ? bead(0, random) : noise(0, random));
        }

        PeakPopulations populations = PeakPopulations.of(List.of(peaks), PeakSelection.Features.ALL);
        PeakSelection.Result result = PeakSelection.select(List.of(peaks));

        assertThat(populations.areTwo()).isTrue();
        assertThat(populations.areAllBeads()).isFalse();
        assertThat(populations.separation()).isEqualTo(result.separation());
        double least = Math.log(PeakSelection.LEAST_PROBABILITY / (1 - PeakSelection.LEAST_PROBABILITY));
        for (int i = 0; i < peaks.size(); i++) {
            assertThat(populations.probability(i))
                    .isEqualTo(result.probability().getFirst()[i]);
            assertThat(1 / (1 + Math.exp(-populations.logOdds(i)))).isCloseTo(populations.probability(i), within(1e-9));
            assertThat(result.selected().getFirst()[i]).isEqualTo(populations.logOdds(i) >= least);
        }
    }
}
