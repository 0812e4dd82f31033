package org.goldtrail.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Stacks of the even and odd frames, by the names that programs give them beside the stack of all frames. */
public final class StackHalves {
    private static final List<String> EVEN = List.of("_EVN", "_even", "_EVEN", "_Even", "_evn");
    private static final List<String> ODD = List.of("_ODD", "_odd", "_Odd");

    private StackHalves() {}

    /** The stack of even frames, if there is one. */
    public static Optional<Path> even(Path stack) {
        return find(stack, EVEN);
    }

    /** The stack of odd frames, if there is one. */
    public static Optional<Path> odd(Path stack) {
        return find(stack, ODD);
    }

    private static Optional<Path> find(Path stack, List<String> endings) {
        Path last = stack.getFileName();
        if (last == null) {
            return Optional.empty();
        }
        String name = last.toString();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        return endings.stream()
                .map(e -> stack.resolveSibling(stem + e + extension))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
