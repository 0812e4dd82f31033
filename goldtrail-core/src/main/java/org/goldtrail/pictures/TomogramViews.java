package org.goldtrail.pictures;

import java.awt.image.BufferedImage;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;

/** Central slices of a tomogram, in which well aligned beads are round in XY and short streaks in XZ and YZ. */
public final class TomogramViews {
    private static final int GAP = 4;

    private TomogramViews() {}

    /** The means of {@code thickness} slices about a point, in voxels of the tomogram. */
    public record Slices(Image xy, Image xz, Image yz) {}

    /**
     * Slices through the centre, each the mean of {@code thickness} neighbouring ones.
     *
     * <p>Reads every section of the volume once.
     */
    public static Slices centralSlices(ViewSource volume, int thickness) {
        return slices(volume, volume.width() / 2, volume.height() / 2, volume.viewCount() / 2, thickness);
    }

    /** Slices through voxel (x, y, z): XZ has x to the right and z upwards, YZ z to the right and y upwards. */
    public static Slices slices(ViewSource volume, int x, int y, int z, int thickness) {
        int nx = volume.width();
        int ny = volume.height();
        int nz = volume.viewCount();
        Image xy = new Image(nx, ny);
        Image xz = new Image(nx, nz);
        Image yz = new Image(nz, ny);
        int[] xs = range(x, thickness, nx);
        int[] ys = range(y, thickness, ny);
        int[] zs = range(z, thickness, nz);
        for (int k = 0; k < nz; k++) {
            Image section = volume.view(k);
            if (k >= zs[0] && k < zs[1]) {
                for (int i = 0; i < xy.pixels().length; i++) {
                    xy.pixels()[i] += section.pixels()[i] / (zs[1] - zs[0]);
                }
            }
            for (int j = ys[0]; j < ys[1]; j++) {
                for (int i = 0; i < nx; i++) {
                    xz.pixels()[k * nx + i] += section.get(i, j) / (ys[1] - ys[0]);
                }
            }
            for (int j = 0; j < ny; j++) {
                for (int i = xs[0]; i < xs[1]; i++) {
                    yz.pixels()[j * nz + k] += section.get(i, j) / (xs[1] - xs[0]);
                }
            }
        }
        return new Slices(xy, xz, yz);
    }

    private static int[] range(int centre, int thickness, int size) {
        int from = Math.clamp(centre - thickness / 2, 0, size - 1);
        return new int[] {from, Math.clamp(from + (long) thickness, from + 1, size)};
    }

    /** The three slices on one sheet: XY with YZ to its right and XZ below it, in one contrast. */
    public static BufferedImage draw(Slices slices) {
        Image xy = slices.xy();
        int width = xy.width() + GAP + slices.yz().width();
        int height = xy.height() + GAP + slices.xz().height();
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        ContrastStretch contrast = ContrastStretch.of(xy, 0.002, 0.002);
        Drawing.image(sheet, xy, contrast, 0, 0);
        Drawing.image(sheet, slices.yz(), contrast, xy.width() + GAP, 0);
        Drawing.image(sheet, slices.xz(), contrast, 0, xy.height() + GAP);
        return sheet;
    }
}
