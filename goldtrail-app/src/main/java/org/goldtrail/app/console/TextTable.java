package org.goldtrail.app.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows of text in columns as wide as they need to be; the last column is wrapped to the width of the console. */
public final class TextTable {
    private static final int GAP = 2;
    private static final int LEAST_LAST_COLUMN = 24;

    private final int width;
    private final String indent;
    private final List<List<Cell>> rows = new ArrayList<>();

    /**
     * A text and how it is to look.
     *
     * @param text without colours
     * @param look adds colours
     */
    public record Cell(String text, UnaryOperator<String> look) {
        /** A text as it is. */
        public static Cell of(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    /**
     * @param width of the console, characters
     * @param indent before each line
     */
    public TextTable(int width, String indent) {
        this.width = width;
        this.indent = indent;
    }

    /** Adds a row of plain texts. */
    public TextTable row(String... texts) {
        List<Cell> cells = new ArrayList<>();
        for (String text : texts) {
            cells.add(Cell.of(text));
        }
        rows.add(cells);
        return this;
    }

    /** Adds a row of texts that have a look. */
    public TextTable cells(Cell... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Adds a row of column titles. */
    public TextTable head(Style style, String... titles) {
        List<Cell> cells = new ArrayList<>();
        for (String title : titles) {
            cells.add(new Cell(title, style::faint));
        }
        rows.add(cells);
        return this;
    }

    /** The lines of the table, none with blanks at its end. */
    public List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<Cell> row : rows) {
            for (int c = 0; c < row.size() - 1; c++) {
                widths[c] = Math.max(widths[c], row.get(c).text.length());
            }
        }
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> add(row, widths, lines));
        return lines;
    }

    private void add(List<Cell> row, int[] widths, List<String> lines) {
        StringBuilder line = new StringBuilder(indent);
        int at = indent.length();
        for (int c = 0; c < row.size() - 1; c++) {
            Cell cell = row.get(c);
            line.append(cell.look.apply(cell.text));
            line.append(" ".repeat(widths[c] - cell.text.length() + GAP));
            at += widths[c] + GAP;
        }
        Cell last = row.getLast();
        List<String> wrapped = Words.wrap(last.text, Math.max(LEAST_LAST_COLUMN, width - at));
        for (int i = 0; i < wrapped.size(); i++) {
            String start = i == 0 ? line.toString() : " ".repeat(at);
            lines.add((start + last.look.apply(wrapped.get(i))).stripTrailing());
        }
    }

    /** Prints the table. */
    public void print() {
        lines().forEach(System.out::println);
    }
}
