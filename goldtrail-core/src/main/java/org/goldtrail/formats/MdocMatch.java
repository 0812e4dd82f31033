package org.goldtrail.formats;

/**
 * Which image of an mdoc each section of a stack is.
 *
 * @param imageOfSection index among {@link Mdoc#images}, -1 where none fits
 * @param how by what this was decided, for people
 * @param doubt a sentence if it could not be verified, else empty
 */
@SuppressWarnings("ArrayRecordComponent") // a plain column, never compared
record MdocMatch(int[] imageOfSection, String how, String doubt) {
    int matched() {
        int count = 0;
        for (int image : imageOfSection) {
            count += image >= 0 ? 1 : 0;
        }
        return count;
    }
}
