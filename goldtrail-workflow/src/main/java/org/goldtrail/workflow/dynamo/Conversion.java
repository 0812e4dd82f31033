package org.goldtrail.workflow.dynamo;

import java.math.BigDecimal;
import java.util.Locale;
import org.goldtrail.GoldtrailException;

/** How the value of a Dynamo parameter becomes one of ours. */
@FunctionalInterface
interface Conversion {
    /**
     * @param value as it stands in the file
     * @param file all of it, for values that depend on others
     * @throws GoldtrailException if the value is impossible; the place is added by the caller
     */
    Outcome convert(String value, DynamoFile file);

    /** What becomes of a value. */
    sealed interface Outcome {
        /**
         * Our parameter is set.
         *
         * @param value as our files hold it
         * @param remark what a person should know; empty for nothing
         */
        record Taken(Object value, String remark) implements Outcome {}

        /** Goldtrail does just this anyway. */
        record Agreed() implements Outcome {}

        /** It has no effect, and why. */
        record NotTaken(String why) implements Outcome {}
    }

    /** The value as it is, in the same unit. */
    Conversion SAME = (value, file) -> new Outcome.Taken(value, "");

    /** Numbers, where whole ones may be written like 15.0. */
    Conversion NUMBER = (value, file) -> new Outcome.Taken(plain(number(value)), "");

    /** Dynamo's 0 and 1. */
    Conversion SWITCH = (value, file) -> new Outcome.Taken(isOn(value), "");

    /** Dynamo's binning n, which stands for 2 to the power of n; broken ones are cut, as Dynamo cuts them. */
    Conversion POWER_OF_TWO = (value, file) -> new Outcome.Taken(binningFactor(value), "");

    /** A limit, where infinite means none, as {@code auto} does here. */
    Conversion LIMIT = (value, file) ->
            value.equalsIgnoreCase("inf") ? new Outcome.Agreed() : new Outcome.Taken(plain(number(value)), "");

    /** No counterpart. */
    static Conversion none(String why) {
        return (value, file) -> new Outcome.NotTaken(why);
    }

    /** What we always do, or never, so that only a value that says otherwise has to be reported. */
    static Conversion always(boolean on, String why) {
        return (value, file) -> (number(value) != 0) == on ? new Outcome.Agreed() : new Outcome.NotTaken(why);
    }

    static int binningFactor(String value) {
        double power = Math.floor(number(value));
        if (!(power >= 0 && power <= 6)) {
            throw new GoldtrailException("a binning of " + value + " is not possible", "", "Dynamo's go from 0 to 6");
        }
        return 1 << (int) power;
    }

    static double number(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new GoldtrailException("\"" + value + "\" is not a number", "", "write one number", e);
        }
    }

    private static Object plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e9 ? (Object) (int) number : (Object) number;
    }

    static boolean isOn(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "1", "true" -> true;
            case "0", "false" -> false;
            default -> throw new GoldtrailException("\"" + value + "\" is no switch", "", "write 0 or 1");
        };
    }

    /** A number without an exponent or a needless point. */
    static String text(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
