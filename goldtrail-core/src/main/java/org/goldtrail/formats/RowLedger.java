package org.goldtrail.formats;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps account of the rows written to a file and of their figures. Figures are added up from the first row to the
 * last whatever the order of writing, since sums of floating-point numbers depend on it.
 */
final class RowLedger {
    private final int height;
    private final List<BitSet> claimed;
    private final List<TreeMap<Integer, SectionStatistics>> figures;

    RowLedger(int sections, int height) {
        this.height = height;
        this.claimed = new ArrayList<>(sections);
        this.figures = new ArrayList<>(sections);
        for (int i = 0; i < sections; i++) {
            claimed.add(new BitSet());
            figures.add(new TreeMap<>());
        }
    }

    /** @throws IllegalArgumentException if one of the rows does not exist or is taken */
    synchronized void claim(int section, int firstRow, int rowCount) {
        if (section < 0 || section >= claimed.size() || firstRow < 0 || rowCount < 1 || firstRow > height - rowCount) {
            throw new IllegalArgumentException(
                    rowCount + " rows from " + firstRow + " on of section " + section + " do not exist");
        }
        BitSet rows = claimed.get(section);
        int taken = rows.nextSetBit(firstRow);
        if (taken >= 0 && taken < firstRow + rowCount) {
            throw new IllegalArgumentException("row " + taken + " of section " + section + " is written twice");
        }
        rows.set(firstRow, firstRow + rowCount);
    }

    synchronized void record(int section, int firstRow, SectionStatistics rows) {
        figures.get(section).put(firstRow, rows);
    }

    /** @throws IllegalStateException if a row is missing */
    synchronized SectionStatistics total() {
        SectionStatistics total = SectionStatistics.NONE;
        for (int section = 0; section < claimed.size(); section++) {
            int missing = claimed.get(section).nextClearBit(0);
            if (missing < height) {
                throw new IllegalStateException("row " + missing + " of section " + section + " was never written");
            }
            SectionStatistics sum = SectionStatistics.NONE;
            for (Map.Entry<Integer, SectionStatistics> band :
                    figures.get(section).entrySet()) {
                sum = sum.and(band.getValue());
            }
            total = total.and(sum);
        }
        return total;
    }
}
