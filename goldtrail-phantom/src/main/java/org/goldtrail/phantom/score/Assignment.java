package org.goldtrail.phantom.score;

import java.util.Arrays;

/**
 * The cheapest one-to-one assignment of rows to columns, by shortest augmenting paths with potentials (Kuhn 1955, doi
 * 10.1002/nav.3800020109; Jonker and Volgenant 1987, doi 10.1007/BF02278710).
 */
final class Assignment {
    private Assignment() {}

    /**
     * @param cost rectangular; not modified
     * @return the column of each row, -1 where there are more rows than columns and this one goes without
     */
    static int[] of(double[][] cost) {
        int rows = cost.length;
        int columns = rows == 0 ? 0 : cost[0].length;
        if (rows <= columns) {
            return columnsOfRows(cost, rows, columns);
        }
        double[][] turned = new double[columns][rows];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned[c][r] = cost[r][c];
            }
        }
        int[] rowOfColumn = columnsOfRows(turned, columns, rows);
        int[] columnOfRow = new int[rows];
        Arrays.fill(columnOfRow, -1);
        for (int c = 0; c < columns; c++) {
            columnOfRow[rowOfColumn[c]] = c;
        }
        return columnOfRow;
    }

    /** For n rows and at least as many columns; arrays count from 1, 0 stands for "none". */
    private static int[] columnsOfRows(double[][] cost, int n, int m) {
        double[] rowPotential = new double[n + 1];
        double[] columnPotential = new double[m + 1];
        int[] rowOf = new int[m + 1];
        int[] previous = new int[m + 1];
        for (int row = 1; row <= n; row++) {
            rowOf[0] = row;
            double[] slack = new double[m + 1];
            Arrays.fill(slack, Double.POSITIVE_INFINITY);
            boolean[] reached = new boolean[m + 1];
            int column = 0;
            while (rowOf[column] != 0) {
                reached[column] = true;
                int from = rowOf[column];
                double step = Double.POSITIVE_INFINITY;
                int next = 0;
                for (int c = 1; c <= m; c++) {
                    if (reached[c]) {
                        continue;
                    }
                    double reduced = cost[from - 1][c - 1] - rowPotential[from] - columnPotential[c];
                    if (reduced < slack[c]) {
                        slack[c] = reduced;
                        previous[c] = column;
                    }
                    if (slack[c] < step) {
                        step = slack[c];
                        next = c;
                    }
                }
                for (int c = 0; c <= m; c++) {
                    if (reached[c]) {
                        rowPotential[rowOf[c]] += step;
                        columnPotential[c] -= step;
                    } else {
                        slack[c] -= step;
                    }
                }
                column = next;
            }
            while (column != 0) {
                rowOf[column] = rowOf[previous[column]];
                column = previous[column];
            }
        }
        int[] columnOf = new int[n];
        for (int c = 1; c <= m; c++) {
            if (rowOf[c] != 0) {
                columnOf[rowOf[c] - 1] = c - 1;
            }
        }
        return columnOf;
    }
}
