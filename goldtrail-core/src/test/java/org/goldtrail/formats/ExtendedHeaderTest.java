package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtendedHeaderTest {
    private static final int SECTIONS = 3;
    private static final double[] TILTS = {-60.12, 0.5, 59.98};

    @TempDir
    Path folder;

    private ExtendedHeader read(MrcBytes mrc) throws IOException {
        try (MrcStack stack = MrcStack.open(mrc.write(folder.resolve("a.st")))) {
            return stack.extendedHeader();
        }
    }

    private static MrcBytes stack(ByteOrder order, int extended) {
        return new MrcBytes(order, 2, 2, SECTIONS, 1, extended, 8 * SECTIONS);
    }

    @ParameterizedTest
    @CsvSource({"true,SERI", "false,SERI", "true,''"})
    void readsSerialEm(boolean little, String type) throws IOException {
        ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int bytes = 2 + 6 + 4 + 2 + 4;
        MrcBytes mrc = stack(order, 1024).extended(type, bytes, 1 | 2 | 4 | 8 | 32);
        for (int s = 0; s < SECTIONS; s++) {
            int at = 1024 + s * bytes;
            mrc.bytes.putShort(at, (short) Math.round(100 * TILTS[s]));
            // 3.0 = (188 * 256 + 0) * 2^-14 with the exponent in the second number
            mrc.bytes.putShort(at + 14, (short) 192).putShort(at + 16, (short) (-(14 * 256)));
        }
        ExtendedHeader header = read(mrc);
        assertThat(header.layout()).isEqualTo("SERI");
        assertThat(header.tiltsDeg()).containsExactly(TILTS, within(1e-9));
        assertThat(header.sections().get(1).doseElectronsPerSquareAngstrom()).hasValue(3.0);
    }

    @ParameterizedTest
    @CsvSource({"FEI1,768,true", "FEI1,768,false", "FEI2,888,true"})
    void readsThermoFisher(String type, int bytes, boolean metadataLittle) throws IOException {
        MrcBytes mrc = stack(ByteOrder.LITTLE_ENDIAN, bytes * SECTIONS).extended(type, 0, 0);
        ByteBuffer b = mrc.bytes.duplicate().order(metadataLittle ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        for (int s = 0; s < SECTIONS; s++) {
            int at = 1024 + s * bytes;
            b.putInt(at, bytes);
            b.putDouble(at + 92, 3e20);
            b.putDouble(at + 100, TILTS[s]);
            b.putDouble(at + 140, 85.3);
            b.putDouble(at + 156, 2.7e-10);
            b.putDouble(at + 220, -4e-6);
            b.putDouble(at + 419, 0.8);
        }
        ExtendedHeader header = read(mrc);
        assertThat(header.layout()).isEqualTo(type);
        assertThat(header.tiltsDeg()).containsExactly(TILTS);
        ExtendedSection second = header.sections().get(1);
        assertThat(second.axisDeg()).hasValue(85.3);
        assertThat(second.pixelSizeAngstrom().orElseThrow()).isCloseTo(2.7, within(1e-9));
        assertThat(second.doseElectronsPerSquareAngstrom().orElseThrow()).isCloseTo(3, within(1e-9));
        assertThat(second.defocusAngstrom().orElseThrow()).isCloseTo(40000, within(1e-6));
        assertThat(second.exposureSeconds()).hasValue(0.8);
    }

    @Test
    void readsAgardAndTheOlderFei() throws IOException {
        MrcBytes agard = stack(ByteOrder.BIG_ENDIAN, 4 * 5 * SECTIONS).extended("AGAR", 2, 3);
        MrcBytes fei = stack(ByteOrder.LITTLE_ENDIAN, 1024 * 128).extended("", 0, 32);
        for (int s = 0; s < SECTIONS; s++) {
            agard.bytes.putFloat(1024 + s * 20 + 8, (float) TILTS[s]);
            fei.bytes.putFloat(1024 + s * 128, (float) TILTS[s]);
            fei.bytes.putFloat(1024 + s * 128 + 40, -85);
            fei.bytes.putFloat(1024 + s * 128 + 44, 5.4e-10f);
        }
        assertThat(read(agard).layout()).isEqualTo("AGAR");
        assertThat(read(agard).tiltsDeg()).containsExactly(TILTS, within(1e-5));
        ExtendedHeader old = read(fei);
        assertThat(old.layout()).isEqualTo("FEI");
        assertThat(old.tiltsDeg()).containsExactly(TILTS, within(1e-5));
        assertThat(old.sections().getFirst().axisDeg()).hasValue(-85);
        assertThat(old.sections().getFirst().pixelSizeAngstrom().orElseThrow()).isCloseTo(5.4, within(1e-5));
    }

    @Test
    void knowsNothingWhereThereIsNothing() throws IOException {
        assertThat(read(stack(ByteOrder.LITTLE_ENDIAN, 0)).tiltsDeg()).isEmpty();
        assertThat(read(stack(ByteOrder.LITTLE_ENDIAN, 40).extended("FEI1", 0, 0))
                        .tiltsDeg())
                .isEmpty();
        assertThat(read(stack(ByteOrder.LITTLE_ENDIAN, 8).extended("AGAR", 9, 9))
                        .tiltsDeg())
                .isEmpty();
    }

    @Test
    void decodesSerialEmNumbers() {
        assertThat(ExtendedHeader.serialEmFloat(1, 0)).isEqualTo(256);
        assertThat(ExtendedHeader.serialEmFloat(-1, 3 * 256 + 2)).isEqualTo(-(256 + 2) * 8);
        assertThat(ExtendedHeader.serialEmFloat(2, -(256 + 4))).isEqualTo((512 + 4) / 2.0);
    }
}
