package org.goldtrail.formats;

import java.util.Arrays;

/**
 * The pairing of rows with columns of least total cost: the Hungarian method by shortest augmenting paths (Jonker and
 * Volgenant, Computing 38 (1987) 325), rows² columns steps.
 */
public final class LeastCostPairing {
    private LeastCostPairing() {}

    /**
     * @param cost finite costs, rows by columns; not modified
     * @return the column of each row, -1 for rows left over where there are fewer columns
     */
    public static int[] solve(double[][] cost) {
        int rows = cost.length;
        int columns = rows == 0 ? 0 : cost[0].length;
        if (rows <= columns) {
            return solveWide(cost, rows, columns);
        }
        double[][] turned = new double[columns][rows];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned[c][r] = cost[r][c];
            }
        }
        int[] rowOfColumn = solveWide(turned, columns, rows);
        int[] result = new int[rows];
        Arrays.fill(result, -1);
        for (int c = 0; c < columns; c++) {
            result[rowOfColumn[c]] = c;
        }
        return result;
    }

    private static int[] solveWide(double[][] cost, int rows, int columns) {
        // Rows and columns count from 1 here; column 0 stands for the row being placed.
        double[] rowPrice = new double[rows + 1];
        double[] columnPrice = new double[columns + 1];
        int[] rowOfColumn = new int[columns + 1];
        int[] previous = new int[columns + 1];
        for (int row = 1; row <= rows; row++) {
            rowOfColumn[0] = row;
            double[] distance = new double[columns + 1];
            Arrays.fill(distance, Double.POSITIVE_INFINITY);
            boolean[] done = new boolean[columns + 1];
            int column = 0;
            while (rowOfColumn[column] != 0) {
                done[column] = true;
                int r = rowOfColumn[column];
                int nearest = 0;
                double step = Double.POSITIVE_INFINITY;
                for (int c = 1; c <= columns; c++) {
                    if (done[c]) {
                        continue;
                    }
                    double d = cost[r - 1][c - 1] - rowPrice[r] - columnPrice[c];
                    if (d < distance[c]) {
                        distance[c] = d;
                        previous[c] = column;
                    }
                    if (distance[c] < step) {
                        step = distance[c];
                        nearest = c;
                    }
                }
                for (int c = 0; c <= columns; c++) {
                    if (done[c]) {
                        rowPrice[rowOfColumn[c]] += step;
                        columnPrice[c] -= step;
                    } else {
                        distance[c] -= step;
                    }
                }
                column = nearest;
            }
            while (column != 0) {
                rowOfColumn[column] = rowOfColumn[previous[column]];
                column = previous[column];
            }
        }
        int[] result = new int[rows];
        for (int c = 1; c <= columns; c++) {
            if (rowOfColumn[c] != 0) {
                result[rowOfColumn[c] - 1] = c - 1;
            }
        }
        return result;
    }
}
