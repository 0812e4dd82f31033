package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.formats.TiltAngleFile;
import org.goldtrail.task.Progress;

/**
 * Makes a stack of images that lie in a file each: {@code NAME.mrc}, {@code NAME.rawtlt}, {@code NAME.mrc.mdoc} with the sections in
 * the order of the stack, and {@code NAME_EVN.mrc} and {@code NAME_ODD.mrc} where all halves are there.
 */
public final class StackAssembly {
    private final TiltImages list;

    public StackAssembly(TiltImages list) {
        this.list = list;
    }

    /**
     * Writes all.
     *
     * @param stack the stack to be written, beside which the rest goes
     * @return the files written
     * @throws GoldtrailException if an image is of another size than the first, or holds several
     */
    public List<Path> write(Path stack, Progress progress) {
        List<Path> files = new ArrayList<>();
        boolean halves = list.images().stream()
                .allMatch(e -> e.even().isPresent() && e.odd().isPresent());
        double share = halves ? 1.0 / 3 : 1;
        String name = Names.stem(stack);
        files.add(images(stack, TiltImages.Entry::file, progress.part(0, share)));
        if (halves) {
            files.add(images(
                    stack.resolveSibling(name + "_EVN.mrc"),
                    e -> e.even().orElseThrow(),
                    progress.part(share, 2 * share)));
            files.add(images(
                    stack.resolveSibling(name + "_ODD.mrc"), e -> e.odd().orElseThrow(), progress.part(2 * share, 1)));
        }
        Path angles = stack.resolveSibling(name + ".rawtlt");
        TiltAngleFile.write(
                angles,
                list.images().stream().mapToDouble(TiltImages.Entry::tiltDeg).toArray());
        files.add(angles);
        Path mdoc = stack.resolveSibling(stack.getFileName() + ".mdoc");
        AtomicFile.writeText(mdoc, mdoc(stack));
        files.add(mdoc);
        return files;
    }

    private Path images(Path target, Function<TiltImages.Entry, Path> which, Progress progress) {
        List<Path> files = list.images().stream().map(which).toList();
        MrcLayout layout;
        try (MrcStack first = MrcStack.open(files.getFirst())) {
            OptionalDouble pixel = first.header().pixelSizeAngstrom();
            layout = MrcLayout.stack(first.width(), first.height(), files.size())
                    .withMode(sameMode(files, first.mode()))
                    .withPixelSize(pixel.isPresent() ? pixel : stated());
        }
        try (MrcWriter writer = MrcWriter.create(target, layout)) {
            for (int i = 0; i < files.size(); i++) {
                try (MrcStack image = MrcStack.open(files.get(i))) {
                    if (image.viewCount() != 1) {
                        throw new GoldtrailException(
                                "the file holds " + image.viewCount() + " images, not one",
                                files.get(i).toString(),
                                "name the motion-corrected images instead of the movies");
                    }
                    if (image.width() != layout.width() || image.height() != layout.height()) {
                        throw new GoldtrailException(
                                "the image is of " + image.width() + " x " + image.height() + " px, the others of "
                                        + layout.width() + " x " + layout.height(),
                                files.get(i).toString(),
                                "process all images of the series alike");
                    }
                    writer.writeSection(i, image.readView(0));
                }
                progress.checkCancelled();
                progress.report((i + 1.0) / files.size());
            }
            writer.commit();
        }
        return target;
    }

    /** The kind of pixels of all images, float where they differ. */
    private static MrcMode sameMode(List<Path> files, MrcMode first) {
        for (Path file : files) {
            try (MrcStack image = MrcStack.open(file)) {
                if (image.mode() != first) {
                    return MrcMode.FLOAT32;
                }
            }
        }
        return first == MrcMode.UINT4 ? MrcMode.UINT8 : first;
    }

    private OptionalDouble stated() {
        return Optional.ofNullable(list.globals().get("PixelSpacing")).map(Double::parseDouble).stream()
                .mapToDouble(p -> p)
                .findFirst();
    }

    private String mdoc(Path stack) {
        StringBuilder text = new StringBuilder();
        list.globals().forEach((key, value) -> {
            if (!key.equals("ImageFile")) {
                text.append(key).append(" = ").append(value).append('\n');
            }
        });
        text.append("ImageFile = ").append(stack.getFileName()).append("\n\n");
        list.titles().forEach(t -> text.append("[T = ").append(t).append("]\n\n"));
        for (int i = 0; i < list.images().size(); i++) {
            text.append("[ZValue = ").append(i).append("]\n");
            list.images()
                    .get(i)
                    .entries()
                    .forEach((key, value) ->
                            text.append(key).append(" = ").append(value).append('\n'));
            text.append('\n');
        }
        return text.toString();
    }
}
