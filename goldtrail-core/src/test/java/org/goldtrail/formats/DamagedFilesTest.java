package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.goldtrail.GoldtrailException;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files damaged at random give a value or a sentence, never anything else. */
class DamagedFilesTest {
    private static final int CASES = 3000;

    @TempDir
    Path folder;

    private interface Reading {
        void read(byte[] bytes) throws IOException;
    }

    private static void damage(byte[] whole, int cases, Reading reading) throws IOException {
        Random random = new Random(20250101);
        int refused = 0;
        for (int i = 0; i < cases; i++) {
            byte[] bytes = whole.clone();
            int changes = 1 + random.nextInt(6);
            for (int k = 0; k < changes; k++) {
                int at = random.nextInt(bytes.length);
                bytes[at] = (byte)
                        switch (random.nextInt(4)) {
                            case 0 -> random.nextInt(256);
                            case 1 -> 0xFF;
                            case 2 -> bytes[at] ^ 1 << random.nextInt(8);
                            default -> 0;
                        };
            }
            if (random.nextInt(4) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            try {
                reading.read(bytes);
            } catch (GoldtrailException e) {
                assertThat(e.getMessage()).endsWith(".").doesNotContain("null");
                refused++;
            } catch (RuntimeException | Error e) {
                fail("case " + i + " with " + bytes.length + " bytes", e);
            }
        }
        assertThat(refused).as("damage that was noticed").isPositive();
    }

    private static byte[] mrc(String type, int extended, int integers, int reals, int mode) {
        return new MrcBytes(ByteOrder.LITTLE_ENDIAN, 3, 3, 2, mode, extended, 2 * 9 * 4)
                .extended(type, integers, reals)
                .bytes
                .array();
    }

    @Test
    void headersOfStacks() throws IOException {
        List<byte[]> stacks = List.of(
                mrc("SERI", 64, 12, 7, 1), mrc("FEI1", 1536, 0, 0, 2), mrc("AGAR", 40, 2, 3, 6), mrc("", 0, 0, 0, 0));
        Path file = folder.resolve("a.st");
        for (byte[] stack : stacks) {
            // Damage to the header only: what it says is what can go wrong.
            damage(Arrays.copyOf(stack, 240), CASES / 4, damaged -> {
                byte[] bytes = stack.clone();
                System.arraycopy(damaged, 0, bytes, 0, damaged.length);
                Files.write(file, damaged.length < 240 ? damaged : bytes);
                try (MrcStack read = MrcStack.openPresentSections(file)) {
                    for (int s = 0; s < read.sectionsPresent(); s++) {
                        read.statistics(s);
                    }
                    read.extendedHeader().tiltsDeg();
                }
            });
        }
    }

    @Test
    void mdocs() throws IOException {
        String text = "PixelSpacing = 5.4\nImageSize = 8 8\n[T =   Tilt axis angle = 85.3, binning = 1]\n"
                + ("[ZValue = 0]\nTiltAngle = 3.01\nMinMaxMean = 1 2 1.5\nExposureDose = 3\n"
                                + "SubFramePath = D:\\a b\\c.mrc\nDateTime = 06-Jul-24  15:28:06\n\n")
                        .repeat(4);
        Path file = folder.resolve("a.mdoc");
        damage(text.getBytes(StandardCharsets.UTF_8), CASES, bytes -> {
            Mdoc mdoc = Mdoc.parse(new String(bytes, StandardCharsets.ISO_8859_1), file);
            AcquisitionOrder.of(mdoc.images());
            mdoc.axisCandidates();
            mdoc.pixelSpacingAngstrom();
            for (MdocSection section : mdoc.sections()) {
                section.movieName();
                section.minMaxMean();
                section.exposureDose();
            }
        });
    }

    @Test
    void models() throws IOException {
        MarkerSet markers = new MarkerSet(9, List.of(new Observation(0, 1, 2, 3), new Observation(1, 8, 4, 5)));
        byte[] model = ImodModelWriter.bytes(ImodModel.ofMarkers(markers, 10, 10, OptionalDouble.of(2)));
        damage(model, CASES, bytes -> ImodModelReader.read(bytes, "a.fid").toMarkers(9, "a.fid"));
    }

    @Test
    void texts() throws IOException {
        Path file = folder.resolve("a.txt");
        damage("-60.00 1 2.5\n0.5 0 0\n6.0E1 2 5\n".getBytes(StandardCharsets.UTF_8), CASES / 8, bytes -> {
            Files.write(file, bytes);
            assertThat(TiltAngleFile.read(file).tiltsDeg()).doesNotContain(Double.NaN);
        });
        damage("  0.99 -0.1 0.1 0.99 12.5 -3\n".repeat(3).getBytes(StandardCharsets.UTF_8), CASES / 8, bytes -> {
            Files.write(file, bytes);
            assertThat(XfFile.read(file)).allMatch(t -> t.isFinite());
        });
        damage("marker,tilt,x,y,cc\n0,1,2.5,3,\n1,2,3,4,0.5\n".getBytes(StandardCharsets.UTF_8), CASES / 8, bytes -> {
            Files.write(file, bytes);
            MarkerFile.read(file, 3);
        });
    }

    @Test
    void mdocsBesideAStack() throws IOException {
        Path stack = MrcBytes.stack(folder.resolve("T.st"), 100, 250, 400, 240, 90);
        StringBuilder text = new StringBuilder();
        int[] means = {400, 240, 250, 90, 100};
        int[] tilts = {0, 3, -3, 6, -6};
        for (int i = 0; i < means.length; i++) {
            text.append("[ZValue = " + i + "]\nTiltAngle = " + tilts[i] + "\nMinMaxMean = 0 1 " + means[i] + "\n");
        }
        damage(text.toString().getBytes(StandardCharsets.UTF_8), CASES / 6, bytes -> {
            Files.write(folder.resolve("T.mdoc"), bytes);
            assertThat(TiltSeriesSource.of(stack).read().angles().tiltsDeg())
                    .hasSize(5)
                    .allMatch(a -> Math.abs(a) <= TiltAngleFile.MAX_TILT_DEG);
        });
    }
}
