package org.goldtrail.workflow.catalogue;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.GoldtrailException;

/**
 * The parameters of one step, or one group of the settings, declared by the components of a record.
 *
 * @param <P> the record; each component carries {@link Parameter}, or is a record of such components, which then count as
 *     the group's own: several steps may share them
 */
public final class ParameterGroup<P extends Record> {
    private final String path;
    private final Class<P> type;
    private final List<ParameterInfo> parameters;

    /** @param path what comes before the names of its parameters, like {@code detection.detectPeaks} */
    public ParameterGroup(String path, Class<P> type) {
        this.path = path;
        this.type = type;
        List<ParameterInfo> all = new ArrayList<>();
        collect(type, List.of(), all);
        this.parameters = List.copyOf(all);
    }

    private void collect(Class<?> record, List<RecordComponent> within, List<ParameterInfo> all) {
        for (RecordComponent component : record.getRecordComponents()) {
            if (isShared(component)) {
                List<RecordComponent> inner = new ArrayList<>(within);
                inner.add(component);
                collect(component.getType(), inner, all);
            } else {
                all.add(new ParameterInfo(path, within, component));
            }
        }
    }

    private static boolean isShared(RecordComponent component) {
        return component.getType().isRecord() && !component.isAnnotationPresent(Parameter.class);
    }

    public String path() {
        return path;
    }

    /** The record that holds them. */
    public Class<P> type() {
        return type;
    }

    public List<ParameterInfo> parameters() {
        return parameters;
    }

    public Optional<ParameterInfo> parameter(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** All values as files hold them, by name. */
    public Map<String, Object> plain(Record values) {
        Map<String, Object> map = new LinkedHashMap<>();
        parameters.forEach(p -> map.put(p.name(), p.plainValue(values)));
        return map;
    }

    /**
     * The defaults with some of them replaced.
     *
     * @param overrides values as files hold them, by name; names that are not this group's are an error
     * @throws GoldtrailException if a name is unknown or a value impossible
     */
    public P with(P defaults, Map<String, Object> overrides) {
        for (String name : overrides.keySet()) {
            if (parameter(name).isEmpty()) {
                throw unknown(name);
            }
        }
        List<Object> values = parameters.stream()
                .map(p -> overrides.containsKey(p.name()) ? p.parse(overrides.get(p.name())) : p.value(defaults))
                .toList();
        return type.cast(construct(type, values.iterator()));
    }

    /** The error of a name that is no parameter of this group. */
    public GoldtrailException unknown(String name) {
        return new GoldtrailException(
                path + " has no parameter \"" + name + "\"",
                "",
                parameters.isEmpty()
                        ? "it has none"
                        : "choose one of "
                                + String.join(
                                        ", ",
                                        parameters.stream()
                                                .map(ParameterInfo::name)
                                                .toList()));
    }

    /** Makes a record of the next values, those of shared records among them. */
    private Object construct(Class<?> record, Iterator<Object> values) {
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            arguments[i] = isShared(components[i]) ? construct(types[i], values) : values.next();
        }
        try {
            Constructor<?> constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true); // the records of steps are seen in their package only
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof GoldtrailException g) {
                throw g;
            }
            throw new IllegalStateException("cannot make " + record.getSimpleName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + record.getSimpleName(), e);
        }
    }
}
