package org.goldtrail.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Stacks of the even and of the odd frames that lie beside a raw stack, as motion correction leaves them.
 *
 * @param even stack of the even frames
 * @param odd stack of the odd frames
 */
public record StackHalves(Path even, Path odd) {
    /** What follows the name of the raw stack, of the even and of the odd frames. */
    private static final List<List<String>> ENDINGS = List.of(
            List.of("_EVN", "_ODD"),
            List.of("_EVEN", "_ODD"),
            List.of("_even", "_odd"),
            List.of("_Even", "_Odd"),
            List.of("_evn", "_odd"));

    private static final List<String> TYPES = List.of(".mrc", ".st", ".mrcs", ".ali");

    /** The halves of a stack, if both are there: of its own type, or of another. */
    public static Optional<StackHalves> of(Path stack) {
        String name = String.valueOf(stack.getFileName());
        String stem = stem(name);
        String own = name.substring(stem.length());
        for (List<String> endings : ENDINGS) {
            for (int t = -1; t < TYPES.size(); t++) {
                String type = t < 0 ? own : TYPES.get(t);
                Path even = stack.resolveSibling(stem + endings.getFirst() + type);
                Path odd = stack.resolveSibling(stem + endings.getLast() + type);
                if (Files.isRegularFile(even) && Files.isRegularFile(odd)) {
                    return Optional.of(new StackHalves(even, odd));
                }
            }
        }
        return Optional.empty();
    }

    /** The names that are looked for, of the even frames. */
    public static List<String> namesOfEven(Path stack) {
        String stem = stem(String.valueOf(stack.getFileName()));
        return ENDINGS.stream()
                .map(e -> stem + e.getFirst() + TYPES.getFirst())
                .limit(3)
                .toList();
    }

    /** Whether a stack holds half of the frames of another that lies beside it. */
    public static boolean isHalf(Path stack) {
        String name = String.valueOf(stack.getFileName());
        String stem = stem(name);
        return ENDINGS.stream()
                .flatMap(List::stream)
                .filter(stem::endsWith)
                .map(ending -> stem.substring(0, stem.length() - ending.length()))
                .anyMatch(whole -> Files.isRegularFile(stack.resolveSibling(whole + name.substring(stem.length())))
                        || TYPES.stream().anyMatch(t -> Files.isRegularFile(stack.resolveSibling(whole + t))));
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
