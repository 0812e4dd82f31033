package org.goldtrail.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A raw tilt series as a person names it: the stack, and what they say of it. Whatever they do not say is looked for
 * beside the stack by name.
 *
 * @param stack the raw stack
 * @param angleFile tilt angles that go before all others, or an mdoc
 * @param mdocFile the mdoc of the stack
 * @param pixelSizeAngstrom pixel size that goes before that of any file
 */
public record TiltSeriesSource(
        Path stack, Optional<Path> angleFile, Optional<Path> mdocFile, OptionalDouble pixelSizeAngstrom) {
    /** A stack of which nothing else is said. */
    public static TiltSeriesSource of(Path stack) {
        return new TiltSeriesSource(stack, Optional.empty(), Optional.empty(), OptionalDouble.empty());
    }

    public TiltSeriesSource withAngles(Path file) {
        return new TiltSeriesSource(stack, Optional.of(file), mdocFile, pixelSizeAngstrom);
    }

    public TiltSeriesSource withMdoc(Path file) {
        return new TiltSeriesSource(stack, angleFile, Optional.of(file), pixelSizeAngstrom);
    }

    public TiltSeriesSource withPixelSize(double angstrom) {
        return new TiltSeriesSource(stack, angleFile, mdocFile, OptionalDouble.of(angstrom));
    }

    /** Name of the series: that of the stack without its last extension. */
    public String name() {
        String name = stackName();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private String stackName() {
        Path name = stack.getFileName();
        return name == null ? "" : name.toString();
    }

    /**
     * Opens the stack, reads all that is known of its views, and closes it.
     *
     * @throws org.goldtrail.GoldtrailException if the stack cannot be read, no angles are found, or what was given is
     *     wrong
     */
    public TiltSeriesInput read() {
        try (MrcStack open = MrcStack.open(stack)) {
            return read(open);
        }
    }

    /** As {@link #read()}, of a stack that is open already. */
    public TiltSeriesInput read(MrcStack open) {
        return new TiltSeriesReader(this, open).read();
    }

    /** Names under which angles may lie beside the stack, most likely first. */
    List<Path> angleFiles(String extension) {
        return beside(List.of(name() + extension, stackName() + extension));
    }

    /** Names under which the mdoc may lie beside the stack, most likely first. */
    List<Path> mdocFiles() {
        return beside(List.of(stackName() + ".mdoc", name() + ".mdoc", name() + ".mrc.mdoc", name() + ".st.mdoc"));
    }

    private List<Path> beside(List<String> names) {
        Set<Path> files = new LinkedHashSet<>();
        names.forEach(name -> files.add(stack.resolveSibling(name)));
        files.remove(stack);
        return new ArrayList<>(files);
    }

    static Optional<Path> firstExisting(List<Path> files) {
        return files.stream().filter(Files::isRegularFile).findFirst();
    }
}
