package org.goldtrail.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class ValidMaskTest {
    @Test
    void binsByMajorityAndCutsTheRemainder() {
        BitSet valid = new BitSet();
        // Of the 2 x 2 squares in a 5 x 3 mask, the left holds two valid pixels, the right one.
        valid.set(0);
        valid.set(5 + 1);
        valid.set(2);
        valid.set(4);
        ValidMask binned = new ValidMask(5, 3, valid).binned(2);

        assertThat(binned.width()).isEqualTo(2);
        assertThat(binned.height()).isEqualTo(1);
        assertThat(binned.isValid(0, 0)).isTrue();
        assertThat(binned.isValid(1, 0)).isFalse();
        assertThat(binned.fraction()).isEqualTo(0.5);
    }

    @Test
    void hasNothingValidOutside() {
        ValidMask all = ValidMask.all(4, 3);

        assertThat(all.isFull()).isTrue();
        assertThat(all.isValid(3, 2)).isTrue();
        assertThat(all.isValid(4, 0)).isFalse();
        assertThat(all.isValid(-1, 1)).isFalse();
        assertThat(all.isValid(0, 3)).isFalse();
    }
}
