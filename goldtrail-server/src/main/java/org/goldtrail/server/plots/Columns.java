package org.goldtrail.server.plots;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Tables by column, as the page takes them: short, and quick to put into typed arrays. What is no number becomes null. */
public final class Columns {
    private final Map<String, Object> columns = new LinkedHashMap<>();

    /** Adds a column of whole numbers. */
    public <T> Columns whole(String name, List<T> rows, ToIntFunction<T> value) {
        columns.put(name, rows.stream().mapToInt(value).toArray());
        return this;
    }

    /** Adds a column of numbers, rounded. */
    public <T> Columns number(String name, List<T> rows, int decimals, ToDoubleFunction<T> value) {
        List<@Nullable Double> column = new ArrayList<>(rows.size());
        for (T row : rows) {
            column.add(rounded(value.applyAsDouble(row), decimals));
        }
        columns.put(name, column);
        return this;
    }

    /** Adds any other column. */
    public Columns with(String name, Object column) {
        columns.put(name, column);
        return this;
    }

    /** The table. */
    public Map<String, Object> map() {
        return columns;
    }

    /** Numbers, rounded. */
    public static List<@Nullable Double> numbers(double[] values, int decimals) {
        List<@Nullable Double> column = new ArrayList<>(values.length);
        for (double value : values) {
            column.add(rounded(value, decimals));
        }
        return column;
    }

    /** A number of so many decimals; null for what is none, since JSON knows no NaN. */
    public static @Nullable Double rounded(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return null;
        }
        double scale = Math.pow(10, decimals);
        return Math.rint(value * scale) / scale;
    }
}
