package org.goldtrail.phantom;

import java.util.List;
import org.goldtrail.reconstruction.MemoryVolume;

/**
 * The density of a simulated specimen as a volume, for comparison with tomograms of its series: all soft bodies whose
 * density is a Gaussian (specks, proteins, the lattice of virus-like particles), without gold, ice and shells, and without
 * the blur of the dose. Dense is dark, as in the views.
 */
public final class TrueDensity {
    private final List<Body> bodies;

    private TrueDensity(List<Body> bodies) {
        this.bodies = bodies;
    }

    /** The specimen of these parameters and this seed. */
    public static TrueDensity of(PhantomParameters parameters, long seed) {
        return new TrueDensity(SpecimenBuilder.build(parameters, seed).bodies().stream()
                .filter(b -> b.kind() == Body.Kind.SOFT && b.profile() == RadialProfile.GAUSSIAN)
                .toList());
    }

    /**
     * A box of voxels of the size of raw pixels.
     *
     * @param frame maps specimen coordinates (unbinned px from the specimen's centre) into those of the box, from its
     *     centre: three rows of matrix elements and a shift, {@code x' = m[0] x + m[1] y + m[2] z + m[3]}; close to a
     *     rotation
     */
    public MemoryVolume box(int width, int height, int depth, double[][] frame) {
        float[][] sections = new float[depth][width * height];
        int[] size = {width, height, depth};
        for (Body body : bodies) {
            double[] at = new double[3];
            int[] from = new int[3];
            int[] to = new int[3];
            double reach = body.reach();
            boolean inside = true;
            for (int axis = 0; axis < 3; axis++) {
                double[] m = frame[axis];
                at[axis] = m[0] * body.x() + m[1] * body.y() + m[2] * body.z() + m[3] + (size[axis] - 1) / 2.0;
                from[axis] = (int) Math.max(0, Math.ceil(at[axis] - reach));
                to[axis] = (int) Math.min(size[axis] - 1, Math.floor(at[axis] + reach));
                inside &= from[axis] <= to[axis];
            }
            if (inside) {
                add(body, at, from, to, sections, width);
            }
        }
        MemoryVolume volume = new MemoryVolume(width, height, depth);
        for (int z = 0; z < depth; z++) {
            volume.write(z, 0, height, sections[z]);
        }
        return volume;
    }

    private static void add(Body body, double[] at, int[] from, int[] to, float[][] sections, int width) {
        double[] inverse = inverse(body);
        for (int z = from[2]; z <= to[2]; z++) {
            double dz = z - at[2];
            for (int y = from[1]; y <= to[1]; y++) {
                double dy = y - at[1];
                for (int x = from[0]; x <= to[0]; x++) {
                    double dx = x - at[0];
                    double d2 = inverse[0] * dx * dx
                            + inverse[3] * dy * dy
                            + inverse[5] * dz * dz
                            + 2 * (inverse[1] * dx * dy + inverse[2] * dx * dz + inverse[4] * dy * dz);
                    sections[z][y * width + x] -= (float) (body.phase() * Math.exp(-d2 / 2));
                }
            }
        }
    }

    /** Of S S^T: xx, xy, xz, yy, yz, zz. */
    private static double[] inverse(Body b) {
        double xx = b.yy() * b.zz() - b.yz() * b.yz();
        double xy = b.xz() * b.yz() - b.xy() * b.zz();
        double xz = b.xy() * b.yz() - b.xz() * b.yy();
        double det = b.xx() * xx + b.xy() * xy + b.xz() * xz;
        return new double[] {
            xx / det,
            xy / det,
            xz / det,
            (b.xx() * b.zz() - b.xz() * b.xz()) / det,
            (b.xy() * b.xz() - b.xx() * b.yz()) / det,
            (b.xx() * b.yy() - b.xy() * b.xy()) / det
        };
    }
}
