package org.goldtrail.workflow;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists and maps that show each of their entries in a line of its own, for people who look at them in a shell. */
final class Lines {
    private Lines() {}

    static <T> List<T> of(List<T> items) {
        List<T> copy = List.copyOf(items);
        return new AbstractList<>() {
            @Override
            public T get(int index) {
                return copy.get(index);
            }

            @Override
            public int size() {
                return copy.size();
            }

            @Override
            public String toString() {
                return copy.isEmpty()
                        ? "none"
                        : copy.stream().map(Object::toString).collect(Collectors.joining("\n"));
            }
        };
    }

    static Map<String, Object> of(Map<String, Object> values) {
        return new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                return values.entrySet();
            }

            @Override
            public String toString() {
                return values.entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue())
                        .collect(Collectors.joining("\n"));
            }
        };
    }
}
