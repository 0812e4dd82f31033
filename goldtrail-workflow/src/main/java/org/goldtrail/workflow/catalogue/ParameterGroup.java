package org.goldtrail.workflow.catalogue;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.GoldtrailException;

/**
 * The parameters of one step, or one group of the settings, declared by the components of a record.
 *
 * @param <P> the record; each component carries {@link Parameter}
 */
public final class ParameterGroup<P extends Record> {
    private final String path;
    private final Class<P> type;
    private final List<ParameterInfo> parameters;

    /** @param path what comes before the names of its parameters, like {@code detection.detectPeaks} */
    public ParameterGroup(String path, Class<P> type) {
        this.path = path;
        this.type = type;
        this.parameters = Arrays.stream(type.getRecordComponents())
                .map(c -> new ParameterInfo(path, c))
                .toList();
    }

    public String path() {
        return path;
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
        Object[] values = parameters.stream()
                .map(p -> overrides.containsKey(p.name()) ? p.parse(overrides.get(p.name())) : p.value(defaults))
                .toArray();
        return construct(values);
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

    private P construct(Object[] values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<P> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true); // the records of steps are seen in their package only
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof GoldtrailException g) {
                throw g;
            }
            throw new IllegalStateException("cannot make " + type.getSimpleName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type.getSimpleName(), e);
        }
    }
}
