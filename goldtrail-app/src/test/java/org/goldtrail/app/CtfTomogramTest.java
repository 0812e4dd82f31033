package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.goldtrail.app.CtfTomograms.Agreement;
import org.goldtrail.app.CtfTomograms.Cube;
import org.goldtrail.phantom.FieldParameters;
import org.goldtrail.phantom.PhantomParameters;
import org.goldtrail.phantom.PhantomPreset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tomograms whose CTF was corrected, made through the workflow of series with real Thon rings, against the true density:
 * beyond the first zero better than uncorrected ones, and slab by slab at least as good as by strips. One small series
 * always; the table of docs/ctf.md with {@code -Dgoldtrail.full=true}.
 */
class CtfTomogramTest {
    /** The shell correlation of two volumes of noise scatters by less. */
    private static final double NOISE = 0.004;

    @TempDir
    Path folder;

    /** No gold, the true geometry, an axis and an astigmatism that show a wrong sign of the angle. */
    @Test
    void correctedTomogramsAreNearerToTheTruth() {
        PhantomParameters p = PhantomPreset.DEMO.parameters().withSize(192, 192);
        p = p.with(p.tilts().withRange(-60, 60, 8).withAxis(-23.7))
                .with(p.gold().withCount(0))
                .with(p.specimen().ofSpecks(100, 3e5, 0.5))
                .with(p.optics().withSlices(40).withAstigmatism(3_000).withHand(-1));
        CtfTomograms series = new CtfTomograms(p, 3, folder);
        series.takeTrueGeometry();
        series.workflow.run().step("ctf.estimateCTF");
        series.takeTrueHand();
        series.byStripsAlone(true);
        List<Cube> cubes = List.of(new Cube("middle", 96, 0, 0, 0));
        Agreement estimated = series.agreement("96 96 96", cubes).getFirst();
        series.takeTrueCtf();
        series.byStripsAlone(false);
        Agreement known = series.agreement("96 96 96", cubes).getFirst();
        series.takeTrueCtf(2 * -23.7);
        series.byStripsAlone(true);
        Agreement turned = series.agreement("96 96 96", cubes).getFirst();
        String table = estimated.line("estimated") + "\n" + known.line("known") + "\n" + turned.line("turned");
        System.out.println(table);
        isCorrected(estimated, table);
        isCorrected(known, table);
        assertThat(turned.all("wbp_ctf")).as(table).isLessThan(known.all("wbp_ctf") - 2 * NOISE);
    }

    private static void isCorrected(Agreement a, String table) {
        double plain = a.all("wbp");
        double strips = a.all("wbp_ctf");
        assertThat(strips).as(table).isGreaterThan(Math.abs(plain) + 5 * NOISE);
        assertThat(a.beyondFirstZero().getOrDefault("wbp_3dctf", strips))
                .as(table)
                .isGreaterThan(strips - NOISE);
    }

    /** What is hard about it. */
    private enum Hard {
        /** 170 nm thick, 5.4 Å pixels. */
        PLAIN("400 128 128", new Cube("middle", 128, 0, 0, 0), new Cube("side", 128, 130, 0, 0)) {
            @Override
            PhantomParameters parameters(PhantomParameters p) {
                return p.with(p.specimen().ofSpecks(170, 2e5, 0.5))
                        .with(p.optics().withSlices(40));
            }
        },
        /** The same as a lamella that slopes by 18° across the axis and by 3° along it. */
        SLOPING("400 128 220", new Cube("middle", 128, 0, 0, 0), new Cube("side", 128, 130, 0, -42)) {
            @Override
            PhantomParameters parameters(PhantomParameters p) {
                return p.with(p.specimen().ofSpecks(170, 2e5, 0.5).withPretilt(18, 3))
                        .with(p.optics().withSlices(40).withHand(-1));
            }
        },
        /** A field of 0.7 µm across the axis, so that high tilts reach from 2.8 to 5.2 µm of defocus. */
        WIDE("1300 112 112", new Cube("middle", 112, 0, 0, 0), new Cube("side", 112, 580, 0, 0)) {
            @Override
            PhantomParameters parameters(PhantomParameters p) {
                return p.withSize(288, 1400)
                        .with(p.specimen().ofSpecks(120, 2e5, 0.5))
                        .with(p.optics().withSlices(40).withHand(-1));
            }
        },
        /** 250 nm thick, 2.7 Å pixels, no gold: the top differs by a quarter of a µm of defocus from the bottom. */
        THICK("160 160 900", new Cube("middle", 160, 0, 0, 0), new Cube("top", 160, 0, 0, 370)) {
            @Override
            PhantomParameters parameters(PhantomParameters p) {
                return p.with(new FieldParameters(400, 384, 2.7))
                        .with(p.gold().withCount(0))
                        .with(p.specimen().ofSpecks(250, 1e6, 0.22))
                        .with(p.optics().withSlices(30).withBFactor(60))
                        .with(p.detector().withDose(10));
            }
        };

        final String size;
        final List<Cube> cubes;

        Hard(String size, Cube... cubes) {
            this.size = size;
            this.cubes = List.of(cubes);
        }

        abstract PhantomParameters parameters(PhantomParameters p);
    }

    @ParameterizedTest
    @EnumSource
    void correctedTomogramsOfHardSeriesAreNearerToTheTruth(Hard hard) {
        assumeTrue(Boolean.getBoolean("goldtrail.full"), "skipped: a campaign of ./check --full");
        CtfTomograms series = new CtfTomograms(hard.parameters(PhantomPreset.DEMO.parameters()), 5, folder);
        boolean gold = series.truth.hasGold();
        if (gold) {
            series.solve();
        } else {
            series.takeTrueGeometry();
            series.takeTrueHand();
        }
        series.workflow.run().step("ctf.estimateCTF");
        StringBuilder table = new StringBuilder();
        List<Agreement> found = series.agreement(hard.size, hard.cubes);
        found.forEach(a -> table.append(a.line(hard + (gold ? " | found" : " | known") + ", estimated"))
                .append('\n'));
        series.takeTrueGeometry();
        series.takeTrueCtf();
        List<Agreement> known = series.agreement(hard.size, hard.cubes);
        known.forEach(a -> table.append(a.line(hard + " | known, known")).append('\n'));
        System.out.print(table);
        found.forEach(a -> isCorrected(a, table.toString()));
        known.forEach(a -> isCorrected(a, table.toString()));
        if (hard == Hard.THICK) {
            Agreement top = known.getLast();
            assertThat(top.fine("wbp_3dctf")).as(table.toString()).isGreaterThan(1.05 * top.fine("wbp_ctf"));
        }
    }
}
