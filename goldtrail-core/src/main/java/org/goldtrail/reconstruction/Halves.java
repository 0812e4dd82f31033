package org.goldtrail.reconstruction;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;

/**
 * The two halves of a series: every second view each, in the order of the tilt angles, so that both cover the whole
 * range. Tomograms of the two have independent noise, as denoising by training on pairs and Fourier shell correlation ask
 * for.
 *
 * @param evenExcluded sections to leave out for the even half (the 1st, 3rd ... used view by tilt angle)
 * @param oddExcluded sections to leave out for the odd half
 */
public record Halves(Set<Integer> evenExcluded, Set<Integer> oddExcluded) {
    /**
     * Halves the used views.
     *
     * @throws GoldtrailException if fewer than four are used
     */
    public static Halves of(double[] tiltDeg, Set<Integer> excluded) {
        List<Integer> used = IntStream.range(0, tiltDeg.length)
                .filter(i -> !excluded.contains(i))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> tiltDeg[i]))
                .toList();
        if (used.size() < 4) {
            throw new GoldtrailException(
                    used.size() + " views are too few to be halved", "", "use at least 4 views, better 20");
        }
        Set<Integer> even = new HashSet<>(excluded);
        Set<Integer> odd = new HashSet<>(excluded);
        for (int i = 0; i < used.size(); i++) {
            (i % 2 == 0 ? odd : even).add(used.get(i));
        }
        return new Halves(Set.copyOf(even), Set.copyOf(odd));
    }
}
