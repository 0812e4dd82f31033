package org.goldtrail.workflow.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures of a step in one line. */
final class FigureText {
    private static final MathContext DIGITS = new MathContext(4);

    private FigureText() {}

    static String of(Map<String, Object> figures) {
        return figures.entrySet().stream()
                .map(e -> e.getKey() + " " + shown(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String shown(Object value) {
        boolean fraction = value instanceof Double d && Double.isFinite(d) && d != Math.rint(d);
        return fraction ? new BigDecimal((Double) value).round(DIGITS).toPlainString() : String.valueOf(value);
    }
}
