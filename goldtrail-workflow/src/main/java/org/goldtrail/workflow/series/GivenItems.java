package org.goldtrail.workflow.series;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.Item;

/** What comes with a series, each as a text that changes exactly when what steps take from it changes. */
public final class GivenItems {
    private GivenItems() {}

    /**
     * All given items but the raw stack's content.
     *
     * @param stackHash fingerprint of the raw stack
     */
    public static Map<Item, String> of(Series series, String stackHash) {
        TiltSeriesInput input = series.input();
        GeneralSettings general = series.general();
        Map<Item, String> items = new EnumMap<>(Item.class);
        items.put(Item.RAW_STACK, stackHash);
        items.put(
                Item.NOMINAL_ANGLES,
                input.angles().tiltsDeg().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        items.put(Item.PIXEL_SIZE, input.pixelSizeAngstrom().toString());
        items.put(
                Item.STATED_AXIS,
                general.tiltAxisDeg()
                        + input.axisCandidates().stream()
                                .map(a -> "; " + a.axisDeg() + " " + a.origin())
                                .collect(Collectors.joining())
                        + (general.flipHand() ? "; flipped" : ""));
        items.put(
                Item.OPTICS,
                general.voltageKv() + " kV, " + general.sphericalAberrationMm() + " mm, " + general.amplitudeContrast()
                        + ", " + general.nominalDefocusMicrometre());
        items.put(
                Item.DOSE,
                general.dosePerView() + " "
                        + input.views().stream()
                                .map(v -> v.dosePerTilt() + "+" + v.doseBefore() + "@" + v.acquisitionIndex())
                                .collect(Collectors.joining(" ")));
        items.put(Item.DISCARDED_TILTS, new TreeSet<>(series.discarded()).toString());
        return items;
    }
}
