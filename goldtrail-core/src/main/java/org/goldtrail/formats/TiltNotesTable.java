package org.goldtrail.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Notes on the views of a stack, put together from its files.
 *
 * @param views one entry for each section
 * @param orderOrigin what the order of acquisition was read from, empty if it is not known
 */
record TiltNotesTable(List<TiltNotes> views, String orderOrigin) {
    /**
     * @param mdoc may be missing
     * @param match which image of the mdoc each section is; missing as the mdoc is
     * @param columns further columns of an angle file
     */
    static TiltNotesTable of(
            int sections,
            @Nullable Mdoc mdoc,
            @Nullable MdocMatch match,
            @Nullable TiltAngleFile columns,
            ExtendedHeader extended) {
        if (mdoc != null && match != null && match.matched() > 0) {
            return ofMdoc(sections, mdoc.images(), match);
        }
        int[] order = columns == null ? new int[0] : columns.acquisitionOrder();
        double[] doses = columns == null ? new double[0] : columns.dosesBefore();
        List<TiltNotes> views = new ArrayList<>(sections);
        for (int s = 0; s < sections; s++) {
            views.add(new TiltNotes(
                    s < extended.sections().size()
                            ? extended.sections().get(s).doseElectronsPerSquareAngstrom()
                            : OptionalDouble.empty(),
                    doses.length == sections ? OptionalDouble.of(doses[s]) : OptionalDouble.empty(),
                    order.length == sections ? OptionalInt.of(order[s]) : OptionalInt.empty(),
                    OptionalDouble.empty(),
                    Optional.empty()));
        }
        return new TiltNotesTable(views, order.length == sections ? "column of the angle file" : "");
    }

    private static TiltNotesTable ofMdoc(int sections, List<MdocSection> images, MdocMatch match) {
        AcquisitionOrder order = AcquisitionOrder.of(images);
        OptionalDouble[] before = dosesBefore(images, order);
        List<TiltNotes> views = new ArrayList<>(Collections.nCopies(sections, TiltNotes.EMPTY));
        for (int s = 0; s < sections; s++) {
            int i = match.imageOfSection()[s];
            if (i >= 0) {
                MdocSection image = images.get(i);
                views.set(
                        s,
                        new TiltNotes(
                                image.exposureDose(),
                                before[i],
                                OptionalInt.of(order.rank()[i]),
                                image.number("TargetDefocus"),
                                image.movieName()));
            }
        }
        return new TiltNotesTable(views, order.origin());
    }

    /** As stated, where every image states it; else the sum of the earlier exposures, where all are known. */
    private static OptionalDouble[] dosesBefore(List<MdocSection> images, AcquisitionOrder order) {
        OptionalDouble[] stated = images.stream().map(MdocSection::priorDose).toArray(OptionalDouble[]::new);
        boolean useful = Arrays.stream(stated).anyMatch(d -> d.isPresent() && d.getAsDouble() > 0);
        if (useful && Arrays.stream(stated).allMatch(OptionalDouble::isPresent)) {
            return stated;
        }
        OptionalDouble[] result = new OptionalDouble[images.size()];
        Arrays.fill(result, OptionalDouble.empty());
        if (images.stream().anyMatch(i -> i.exposureDose().isEmpty())) {
            return result;
        }
        int[] byTime = new int[images.size()];
        for (int i = 0; i < byTime.length; i++) {
            byTime[order.rank()[i]] = i;
        }
        double sum = 0;
        for (int i : byTime) {
            result[i] = OptionalDouble.of(sum);
            sum += images.get(i).exposureDose().orElse(0);
        }
        return result;
    }
}
