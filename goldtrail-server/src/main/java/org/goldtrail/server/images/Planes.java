package org.goldtrail.server.images;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.image.BandPass;
import org.goldtrail.image.Image;

/** Makes planes and keeps those asked for last: encoded ones, and filtered ones of which tiles are cut. */
final class Planes implements AutoCloseable {
    private static final long ENCODED_BYTES =
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);
    private static final long FILTERED_BYTES =
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);
    private static final long MAX_PIXELS = 1L << 27;

    private final OpenStacks stacks;
    private final BoundedCache<Key, EncodedImage> encoded =
            new BoundedCache<>(ENCODED_BYTES, image -> image.bytes().length);
    private final BoundedCache<Key, Image> filtered =
            new BoundedCache<>(FILTERED_BYTES, image -> 4L * image.pixels().length);

    /** A transform needs many times the memory of its image: one at a time. */
    private final Semaphore filtering = new Semaphore(1);

    /** @param order sections by tilt angle; null where neighbours lie side by side in the file */
    private record Key(Path file, String stamp, PlaneRequest request, int orderHash) {}

    Planes(OpenStacks stacks) {
        this.stacks = stacks;
    }

    /**
     * A plane, or a part of it, as it goes over the wire.
     *
     * @param order the sections of a stack of views by tilt angle, whose neighbours are averaged; empty for a volume
     * @throws GoldtrailException if there is no such plane or it is too large to be sent at once
     */
    EncodedImage encoded(Path file, PlaneRequest request, Optional<int[]> order) {
        Key key = key(file, request, order);
        return encoded.get(key, () -> stacks.reading(file, s -> EncodedImage.of(image(s, key, order), request.bits())));
    }

    private static Key key(Path file, PlaneRequest request, Optional<int[]> order) {
        return new Key(
                file,
                OpenStacks.stamp(file),
                request,
                order.map(Arrays::hashCode).orElse(0));
    }

    /** As {@link #encoded}, as numbers. */
    Image image(Path file, PlaneRequest request, Optional<int[]> order) {
        Key key = key(file, request, order);
        return stacks.reading(file, stack -> image(stack, key, order));
    }

    private Image image(MrcStack stack, Key key, Optional<int[]> order) {
        PlaneRequest request = key.request;
        PlaneReader reader = new PlaneReader(stack, request.plane(), request.binning());
        Region all = new Region(0, 0, reader.width(), reader.height());
        Region region =
                request.tile().map(t -> t.within(all.width(), all.height())).orElse(all);
        int depth = request.plane().depth(stack);
        if (region.isEmpty() || request.at() >= depth) {
            throw new GoldtrailException(
                    String.format(
                            Locale.ROOT,
                            "there is no such part: plane %d of %d, binned by %d",
                            request.at() + 1,
                            depth,
                            request.binning()),
                    stack.file().toString(),
                    "look at another place");
        }
        int[] positions = positions(request, depth, order);
        BandPass band = request.band().binned(request.binning());
        if (band.isAll()) {
            check(region, stack);
            return reader.read(region, positions);
        }
        check(all, stack);
        PlaneRequest whole = new PlaneRequest(
                request.plane(),
                request.at(),
                request.thickness(),
                request.binning(),
                request.band(),
                0,
                Optional.empty());
        Image plane = filtered.get(
                new Key(key.file, key.stamp, whole, key.orderHash), () -> filter(band, reader, all, positions));
        return cut(plane, region);
    }

    private Image filter(BandPass band, PlaneReader reader, Region all, int[] positions) {
        filtering.acquireUninterruptibly();
        try {
            return band.apply(reader.read(all, positions));
        } finally {
            filtering.release();
        }
    }

    private static void check(Region region, MrcStack stack) {
        if ((long) region.width() * region.height() > MAX_PIXELS) {
            throw new GoldtrailException(
                    "a plane of " + region.width() + " x " + region.height() + " pixels is too large to be shown whole",
                    stack.file().toString(),
                    "bin it more");
        }
    }

    /** The sections about one, nearest first where views are concerned; as many as there are. */
    static int[] positions(PlaneRequest request, int depth, Optional<int[]> order) {
        int place = request.at();
        if (order.isPresent()) {
            int[] sorted = order.get();
            place = 0;
            while (place < sorted.length - 1 && sorted[place] != request.at()) {
                place++;
            }
        }
        int count = Math.min(request.thickness(), depth);
        int first = Math.clamp(place - (count - 1) / 2, 0, depth - count);
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) {
            int at = first + i;
            positions[i] = order.map(o -> o[at]).orElse(at);
        }
        return positions;
    }

    private static Image cut(Image plane, Region region) {
        if (region.width() == plane.width() && region.height() == plane.height()) {
            return plane;
        }
        Image out = new Image(region.width(), region.height());
        for (int y = 0; y < region.height(); y++) {
            System.arraycopy(
                    plane.pixels(),
                    (region.y() + y) * plane.width() + region.x(),
                    out.pixels(),
                    y * region.width(),
                    region.width());
        }
        return out;
    }

    @Override
    public void close() {
        stacks.close();
    }
}
