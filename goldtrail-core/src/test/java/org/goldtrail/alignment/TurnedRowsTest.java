package org.goldtrail.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import org.goldtrail.image.Image;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnedRowsTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 26;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anyPieceOfAnyRowIsThatOfTheTurnedImageInAMirror(int turns) {
        Image image = new Image(WIDTH, HEIGHT);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.pixels()[i] = i;
        }
        TurnedRows rows = new TurnedRows(image, turns, new float[0]);
        int length = rows.width();
        int wrong = 0;
        for (int y = -11; y < rows.height() + 11; y++) {
            for (int from = -15; from < length + 15; from++) {
                for (int to = from + 1; to <= length + 15; to++) {
                    int offset = rows.find(y, from, to);
                    for (int x : new int[] {from, Math.floorDiv(from + to, 2), to - 1}) {
                        wrong += rows.data()[offset + x]
                                        == pixel(image, turns, mirror(x, length), mirror(y, rows.height()))
                                ? 0
                                : 1;
                    }
                }
            }
        }
        assertThat(wrong).isZero();
    }

    /** Where {@link TurnedRows#turnedX} and its sister put pixel (x, y). */
    private static float pixel(Image image, int turns, int x, int y) {
        return switch (turns) {
            case 0 -> image.pixels()[y * WIDTH + x];
            case 1 -> image.pixels()[x * WIDTH + WIDTH - 1 - y];
            case 2 -> image.pixels()[(HEIGHT - 1 - y) * WIDTH + WIDTH - 1 - x];
            default -> image.pixels()[(HEIGHT - 1 - x) * WIDTH + y];
        };
    }

    private static int mirror(int i, int size) {
        return i < 0 ? -i : i >= size ? 2 * size - 2 - i : i;
    }
}
