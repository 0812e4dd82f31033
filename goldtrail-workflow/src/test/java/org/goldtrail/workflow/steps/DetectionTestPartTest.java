package org.goldtrail.workflow.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.detection.DetectionParameters;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;
import org.junit.jupiter.api.Test;

/** What of a large view is tried. */
class DetectionTestPartTest {
    private static final DetectionParameters PARAMETERS = DetectionParameters.of(BeadSize.given(18, true));

    @Test
    void ofALargeViewTheMiddle() {
        Image view = new Image(3838, 3710);
        for (int i = 0; i < view.pixels().length; i++) {
            view.pixels()[i] = i;
        }
        BitSet bits = new BitSet();
        bits.set(0, view.pixels().length);
        bits.clear(3838 * 1855 + 1919);
        DetectionTest.Part part = DetectionTest.Part.middle(view, new ValidMask(3838, 3710, bits));
        Image image = part.image();
        assertThat(image.pixels().length).isBetween(DetectionTest.MOST_PIXELS * 99 / 100, DetectionTest.MOST_PIXELS);
        assertThat(part.left() + image.width() / 2).isBetween(1918, 1920);
        assertThat(part.bottom() + image.height() / 2).isBetween(1854, 1856);
        assertThat(image.get(5, 7)).isEqualTo(view.get(part.left() + 5, part.bottom() + 7));
        assertThat(part.valid().isValid(1919 - part.left(), 1855 - part.bottom()))
                .isFalse();
        assertThat(part.valid().valid().cardinality()).isEqualTo(image.pixels().length - 1);
        assertThat(part.parameters(PARAMETERS, view)).isEqualTo(PARAMETERS.withPeaksPerView(21)); // of 14.2 million
        DetectionParameters few = PARAMETERS.withPeaksPerView(3);
        assertThat(part.parameters(few, view).peaksPerView()).isEqualTo(1);
    }

    @Test
    void ofAnyOtherAll() {
        Image view = new Image(1000, 900);
        ValidMask valid = ValidMask.all(1000, 900);
        DetectionTest.Part part = DetectionTest.Part.middle(view, valid);
        assertThat(part).isEqualTo(new DetectionTest.Part(view, valid, 0, 0));
        assertThat(part.parameters(PARAMETERS, view)).isEqualTo(PARAMETERS);
    }
}
