package org.goldtrail.workflow.catalogue;

/** Three numbers, one for each axis of a volume. */
public record Triple(double x, double y, double z) {
    /** The same number for each axis. */
    public static Triple of(double each) {
        return new Triple(each, each, each);
    }

    /**
     * Reads three numbers between blanks or commas, in brackets or not.
     *
     * @throws NumberFormatException if the text is anything else
     */
    static Triple parse(String text) {
        String[] parts = text.replaceAll("[\\[\\]()]", " ").trim().split("[,\\s]+", -1);
        if (parts.length != 3) {
            throw new NumberFormatException(parts.length + " numbers instead of three");
        }
        return new Triple(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
    }

    @Override
    public String toString() {
        return x + " " + y + " " + z;
    }
}
