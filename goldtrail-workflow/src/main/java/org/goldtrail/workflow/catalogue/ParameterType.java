package org.goldtrail.workflow.catalogue;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.units.Length;

/** Kinds of values that parameters have, and how each is read and written. */
public enum ParameterType {
    WHOLE_NUMBER("a whole number"),
    NUMBER("a number"),
    SWITCH("true or false"),
    NUMBER_OR_AUTO("a number or auto"),
    LENGTH_OR_AUTO("a length with its unit like 10nm or 32px, or auto"),
    CHOICE("one of its choices"),
    THREE_NUMBERS("three numbers"),
    TEXT("a text");

    /** How an absent value is written: it is then found from the data. */
    public static final String AUTO = "auto";

    private final String wording;

    ParameterType(String wording) {
        this.wording = wording;
    }

    /** What a value must be, for messages. */
    public String wording() {
        return wording;
    }

    static ParameterType of(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == int.class) {
            return WHOLE_NUMBER;
        } else if (type == double.class) {
            return NUMBER;
        } else if (type == boolean.class) {
            return SWITCH;
        } else if (type == OptionalDouble.class) {
            return NUMBER_OR_AUTO;
        } else if (type == Optional.class
                && component.getGenericType() instanceof ParameterizedType p
                && p.getActualTypeArguments()[0] == Length.class) {
            return LENGTH_OR_AUTO;
        } else if (type.isEnum()) {
            return CHOICE;
        } else if (type == Triple.class) {
            return THREE_NUMBERS;
        } else if (type == String.class) {
            return TEXT;
        }
        throw new IllegalArgumentException("no parameter can be a " + component.getGenericType());
    }

    /** A value as plain text, number or boolean, as files hold it. */
    Object plain(Object value) {
        return switch (value) {
            case OptionalDouble number -> number.isPresent() ? (Object) number.getAsDouble() : AUTO;
            case Optional<?> length ->
                length.map(l -> (Object) ((Length) l).spelling()).orElse(AUTO);
            case Enum<?> choice -> choice(choice);
            case Triple triple -> List.of(triple.x(), triple.y(), triple.z());
            default -> value;
        };
    }

    /**
     * Reads what {@link #plain} wrote, or what a person typed.
     *
     * @param type the Java type of the value
     * @param path of the parameter, for messages
     * @throws GoldtrailException if it is no value of this type
     */
    Object parse(Object plain, Class<?> type, String path) {
        String text = plain.toString().trim();
        boolean auto = text.equalsIgnoreCase(AUTO);
        try {
            return switch (this) {
                case WHOLE_NUMBER ->
                    plain instanceof Number n && n.doubleValue() == Math.rint(n.doubleValue())
                            ? (Object) Math.toIntExact(n.longValue())
                            : (Object) Integer.parseInt(text);
                case NUMBER -> Double.parseDouble(text);
                case SWITCH -> truth(text, path);
                case NUMBER_OR_AUTO -> auto ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
                case LENGTH_OR_AUTO -> auto ? Optional.empty() : Optional.of(Length.parse(text, path));
                case CHOICE -> chosen(text, type, path);
                case THREE_NUMBERS -> Triple.parse(text);
                case TEXT -> text;
            };
        } catch (NumberFormatException | ArithmeticException e) {
            throw new GoldtrailException(path + " must be " + wording + ", was \"" + text + "\"", "", "", e);
        }
    }

    private static boolean truth(String text, String path) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new GoldtrailException(path + " must be true or false, was \"" + text + "\"", "", "");
        };
    }

    private static Object chosen(String text, Class<?> type, String path) {
        for (Object constant : type.getEnumConstants()) {
            if (choice((Enum<?>) constant)
                    .equalsIgnoreCase(text.replace("-", "").replace("_", ""))) {
                return constant;
            }
        }
        throw new GoldtrailException(
                path + " must be one of " + String.join(", ", choices(type)) + ", was \"" + text + "\"", "", "");
    }

    /** The words of a type with choices. */
    static List<String> choices(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(c -> choice((Enum<?>) c))
                .toList();
    }

    private static String choice(Enum<?> constant) {
        String[] words = constant.name().toLowerCase(Locale.ROOT).split("_", -1);
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(w -> w.substring(0, 1).toUpperCase(Locale.ROOT) + w.substring(1))
                        .collect(Collectors.joining());
    }
}
