package org.goldtrail.workflow.catalogue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.goldtrail.GoldtrailException;

/** One parameter of a step or of the settings, as its record declares it. */
public final class ParameterInfo {
    private final String path;
    private final List<RecordComponent> within;
    private final RecordComponent component;
    private final Parameter declared;
    private final ParameterType type;

    /** @param within the components, from outside to inside, whose records this one is part of */
    ParameterInfo(String group, List<RecordComponent> within, RecordComponent component) {
        this.path = group + "." + component.getName();
        this.within = List.copyOf(within);
        this.component = component;
        // The records of steps are seen in their package only.
        within.forEach(outer -> outer.getAccessor().setAccessible(true));
        component.getAccessor().setAccessible(true);
        this.type = ParameterType.of(component);
        Parameter annotation = component.getAnnotation(Parameter.class);
        if (annotation == null) {
            throw new IllegalArgumentException(component + " lacks @Parameter");
        }
        this.declared = annotation;
    }

    /** Its name in files and commands, without the step: {@code beadRadiusPx}. */
    public String name() {
        return component.getName();
    }

    /** Its full name: {@code detection.detectPeaks.beadRadiusPx}. */
    public String path() {
        return path;
    }

    public String label() {
        return declared.label();
    }

    public String help() {
        return declared.help();
    }

    public String unit() {
        return declared.unit();
    }

    public double min() {
        return declared.min();
    }

    public double max() {
        return declared.max();
    }

    /** What the default follows from; empty for a fixed one. */
    public String usual() {
        return declared.usual();
    }

    public Level level() {
        return declared.level();
    }

    public ParameterType type() {
        return type;
    }

    /** The words to choose among; empty for other types. */
    public List<String> choices() {
        return type == ParameterType.CHOICE ? ParameterType.choices(component.getType()) : List.of();
    }

    /** Its value in a record, as files hold it: text, number, boolean or a list of numbers. */
    public Object plainValue(Record parameters) {
        return type.plain(value(parameters));
    }

    Object value(Record parameters) {
        Object record = parameters;
        for (RecordComponent outer : within) {
            record = value(outer, record);
        }
        return value(component, record);
    }

    private Object value(RecordComponent of, Object record) {
        try {
            return of.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + path(), e);
        }
    }

    Class<?> javaType() {
        return component.getType();
    }

    /**
     * Reads a value and checks its range.
     *
     * @param plain as files hold it or people type it
     * @throws GoldtrailException saying what it must be and what it was
     */
    public Object parse(Object plain) {
        Object value = type.parse(plain, component.getType(), path());
        check(value, plain);
        return value;
    }

    /**
     * A value as files hold it.
     *
     * @param typed as files hold it or people type it
     * @throws GoldtrailException saying what it must be and what it was
     */
    public Object plain(Object typed) {
        return type.plain(parse(typed));
    }

    private void check(Object value, Object plain) {
        switch (value) {
            case Number n -> inRange(n.doubleValue(), plain);
            case OptionalDouble n -> n.ifPresent(d -> inRange(d, plain));
            case Triple t -> {
                inRange(t.x(), plain);
                inRange(t.y(), plain);
                inRange(t.z(), plain);
            }
            default -> {
                // Texts, switches, lengths and choices have no range.
            }
        }
    }

    private void inRange(double number, Object plain) {
        if (!(number >= min() && number <= max()) || Double.isInfinite(number)) {
            throw new GoldtrailException(path() + " must be " + range() + ", was " + plain, "", "");
        }
    }

    /** Its range in words: "2 to 200", "at least 1", "any number". */
    public String range() {
        boolean low = min() > Double.NEGATIVE_INFINITY;
        boolean high = max() < Double.POSITIVE_INFINITY;
        if (low && high) {
            return number(min()) + " to " + number(max());
        }
        return low ? "at least " + number(min()) : high ? "at most " + number(max()) : "any number";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%s", value);
    }
}
