package org.goldtrail.detection;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;

/**
 * The mask-normalised cross-correlation of whole views with one template. A large view is worked on in tiles that overlap by a
 * template, so that the memory of a correlation does not grow with the view; the coefficients are those of the view in one
 * piece. Thread-safe.
 */
public final class TiledCorrelation {
    /** The longest side of a tile without its overlap; views up to this size are one tile. */
    public static final int LARGEST_TILE = 1024;

    private final BeadTemplate template;
    private final int largestTile;
    private final ConcurrentMap<List<Integer>, TemplateSpectra> spectra = new ConcurrentHashMap<>();

    public TiledCorrelation(BeadTemplate template) {
        this(template, LARGEST_TILE);
    }

    TiledCorrelation(BeadTemplate template, int largestTile) {
        this.template = template;
        this.largestTile = largestTile;
    }

    /** The coefficient with the template centred on each pixel, as {@link MaskedCorrelation#with} has it. */
    public Image of(Image view, ValidMask valid) {
        MaskedCorrelation.Range range = MaskedCorrelation.Range.of(view, valid);
        if (view.width() <= largestTile && view.height() <= largestTile) {
            return correlate(view, valid, range);
        }
        Image out = new Image(view.width(), view.height());
        int columns = Math.ceilDiv(view.width(), largestTile);
        int rows = Math.ceilDiv(view.height(), largestTile);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                Span x = Span.of(view.width(), columns, column, template.side());
                Span y = Span.of(view.height(), rows, row, template.side());
                Image map = correlate(cut(view, x, y), cut(valid, x, y), range);
                for (int line = y.from; line < y.to; line++) {
                    System.arraycopy(
                            map.pixels(),
                            (line - y.start) * x.length + x.from - x.start,
                            out.pixels(),
                            line * view.width() + x.from,
                            x.to - x.from);
                }
            }
        }
        return out;
    }

    private Image correlate(Image tile, ValidMask valid, MaskedCorrelation.Range range) {
        // Views of one series have one size and so have their tiles: this is made once.
        TemplateSpectra prepared = spectra.computeIfAbsent(
                List.of(tile.width(), tile.height()), size -> TemplateSpectra.of(template, size.get(0), size.get(1)));
        return new MaskedCorrelation(tile, valid, template.side(), range).with(prepared);
    }

    /**
     * One side of a tile.
     *
     * @param from first pixel whose coefficient it gives
     * @param to behind the last one
     * @param start first pixel that is looked at
     * @param length number of pixels that are looked at, the same for all tiles
     */
    private record Span(int from, int to, int start, int length) {
        static Span of(int size, int tiles, int tile, int overlap) {
            int inner = Math.ceilDiv(size, tiles);
            int from = Math.min(size, tile * inner);
            int length = Math.min(size, inner + 2 * overlap);
            return new Span(from, Math.min(size, from + inner), Math.clamp(from - overlap, 0, size - length), length);
        }
    }

    private static Image cut(Image view, Span x, Span y) {
        Image tile = new Image(x.length, y.length);
        for (int line = 0; line < y.length; line++) {
            System.arraycopy(
                    view.pixels(), (y.start + line) * view.width() + x.start, tile.pixels(), line * x.length, x.length);
        }
        return tile;
    }

    private static ValidMask cut(ValidMask mask, Span x, Span y) {
        if (mask.isFull()) {
            return ValidMask.all(x.length, y.length);
        }
        BitSet valid = new BitSet(x.length * y.length);
        for (int line = 0; line < y.length; line++) {
            for (int i = 0; i < x.length; i++) {
                valid.set(line * x.length + i, mask.isValid(x.start + i, y.start + line));
            }
        }
        return new ValidMask(x.length, y.length, valid);
    }
}
