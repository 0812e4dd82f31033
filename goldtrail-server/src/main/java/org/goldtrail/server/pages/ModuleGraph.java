package org.goldtrail.server.pages;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which modules a module needs, directly or through others. A browser finds that out level by level, and asks for each level
 * when it has the one before; a page that names them all has them in one go.
 */
final class ModuleGraph {
    /** {@code import … from '…'}, {@code import '…'} and {@code export … from '…'}, also where spaces have been taken out. */
    private static final Pattern IMPORT =
            Pattern.compile("\\b(?:import|export)\\b\\s*(?:[\\w*${}\\s,]*?\\bfrom\\s*)?[\"']([^\"']+)[\"']");

    private final Function<String, Optional<String>> source;
    private final Map<String, String> bare;
    private final Map<String, List<String>> imports = new ConcurrentHashMap<>();

    /**
     * A graph of modules by their addresses.
     *
     * @param source the text of a module; empty where there is none
     * @param bare addresses of modules, or beginnings of them that end with a slash, that have names without a place
     */
    ModuleGraph(Function<String, Optional<String>> source, Map<String, String> bare) {
        this.source = source;
        this.bare = Map.copyOf(bare);
    }

    /** All modules that some need, and these themselves, nearest first. */
    Set<String> of(List<String> roots) {
        Set<String> found = new LinkedHashSet<>(roots);
        Deque<String> left = new ArrayDeque<>(roots);
        while (!left.isEmpty()) {
            for (String next : imports.computeIfAbsent(left.removeFirst(), this::importsOf)) {
                if (found.add(next)) {
                    left.addLast(next);
                }
            }
        }
        return found;
    }

    private List<String> importsOf(String module) {
        Set<String> all = new LinkedHashSet<>();
        source.apply(module).ifPresent(text -> {
            Matcher matcher = IMPORT.matcher(text);
            while (matcher.find()) {
                String address = resolve(module, matcher.group(1));
                if (address != null && source.apply(address).isPresent()) {
                    all.add(address);
                }
            }
        });
        return List.copyOf(all);
    }

    private @Nullable String resolve(String from, String name) {
        if (name.startsWith("./") || name.startsWith("../")) {
            return URI.create(from).resolve(name).toString();
        }
        if (bare.containsKey(name)) {
            return bare.get(name);
        }
        return bare.entrySet().stream()
                .filter(e -> e.getKey().endsWith("/") && name.startsWith(e.getKey()))
                .findFirst()
                .map(e -> e.getValue() + name.substring(e.getKey().length()))
                .orElse(null);
    }
}
