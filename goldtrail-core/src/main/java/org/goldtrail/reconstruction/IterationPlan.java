package org.goldtrail.reconstruction;

import java.util.Locale;
import org.goldtrail.ResourceException;

/**
 * How many threads an iterative reconstruction may use within a given memory. Each thread works on two slices across the
 * tilt axis, with rows, slice and scratch of its own; shared are the weights of the voxels, one set for each subset of
 * views. The size of the tomogram along the tilt axis costs nothing.
 *
 * @param threads that work at a time
 * @param bytes that are needed, about
 */
record IterationPlan(int threads, long bytes) {
    private static final double BYTES_PER_GB = 1L << 30;

    /**
     * What the work holds in memory, in numbers of four bytes.
     *
     * @param shared by all threads
     * @param perThread for each
     */
    record Need(long shared, long perThread) {
        Need plus(long moreShared, long morePerThread) {
            return new Need(shared + moreShared, perThread + morePerThread);
        }
    }

    /**
     * Plans the work.
     *
     * @param width voxels of a slice in x
     * @param depth voxels of a slice in z
     * @param most threads that there are
     * @throws ResourceException if the memory is too small for one thread
     */
    static IterationPlan of(Need need, int width, int depth, IterationOptions options, long memoryBytes, int most) {
        long shared = 4 * need.shared;
        long perThread = 4 * need.perThread;
        long threads = Math.min(most, (memoryBytes - shared) / perThread);
        if (threads < 1) {
            throw new ResourceException(
                    String.format(
                            Locale.ROOT,
                            "%s of slices of %d x %d voxels%s needs about %.2f GB, and may use %.2f GB",
                            options.subsets() > 1 ? "SART" : "SIRT",
                            width,
                            depth,
                            options.subsets() > 1
                                    ? String.format(Locale.ROOT, " with %d subsets of views", options.subsets())
                                    : "",
                            (shared + perThread) / BYTES_PER_GB,
                            memoryBytes / BYTES_PER_GB),
                    "",
                    (options.subsets() > 1 ? "choose fewer subsets, or " : "")
                            + "allow more (--memory, and GOLDTRAIL_HEAP for Java), or take the SIRT-like filter,"
                            + " which needs little",
                    null);
        }
        return new IterationPlan((int) threads, shared + threads * perThread);
    }
}
