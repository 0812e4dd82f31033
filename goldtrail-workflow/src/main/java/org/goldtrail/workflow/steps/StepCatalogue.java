package org.goldtrail.workflow.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.ComputingSettings;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.ParameterGroup;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.units.Suggestion;

/** All steps in the order in which a series walks through them, and all parameters there are. */
public final class StepCatalogue {
    /** The groups of the settings. */
    public static final List<ParameterGroup<?>> SETTINGS =
            List.of(GeneralSettings.GROUP, InputSettings.GROUP, ComputingSettings.GROUP);

    private static final List<Step<?>> STEPS = List.of(
            new VisualisationMatrix(),
            new MeasureBeads(),
            new DetectPeaksStep(),
            new PeakFeaturesStep(),
            new PeakSelectionStep(),
            new RoughAlignmentStep(),
            new StableTrailsStep(),
            new IterativeReindexingStep(),
            new TiltGapFillerStep(),
            new TrailExtensionStep(),
            new IndependentMarkerRefinementStep(),
            new TraceGapFillerStep(),
            new TrimMarkersStep(),
            new FinalSelectionStep(),
            new FixMarkersStep(),
            new AlignBinnedStep(),
            new AlignFullStep(),
            new EstimateCtfStep(),
            new CorrectCtfStep(),
            new BinnedReconstructionStep(),
            new FullReconstructionStep());

    private StepCatalogue() {}

    /** All steps, in order. */
    public static List<Step<?>> steps() {
        return STEPS;
    }

    /** The steps of an area, in order. */
    public static List<Step<?>> steps(Area area) {
        return STEPS.stream().filter(s -> s.area() == area).toList();
    }

    /**
     * A step by its id, or by its name alone where that is unique; capitals do not matter.
     *
     * @throws GoldtrailException naming the likeliest steps
     */
    public static Step<?> step(String idOrName) {
        String wanted = idOrName.toLowerCase(Locale.ROOT);
        return STEPS.stream()
                .filter(s -> s.id().toLowerCase(Locale.ROOT).equals(wanted)
                        || s.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new GoldtrailException(
                        "there is no step \"" + idOrName + "\"",
                        "",
                        hint(idOrName, STEPS.stream().map(Step::id), "all are listed by: goldtrail steps")));
    }

    /**
     * An area by its id.
     *
     * @throws GoldtrailException naming the areas
     */
    public static Area area(String id) {
        return Stream.of(Area.values())
                .filter(a -> a.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() -> new GoldtrailException(
                        "there is no area \"" + id + "\"",
                        "",
                        "choose one of "
                                + String.join(
                                        ", ",
                                        Stream.of(Area.values()).map(Area::id).toList())));
    }

    /**
     * An item by its id, like {@code workingMarkers}; capitals do not matter.
     *
     * @throws GoldtrailException naming the likeliest item
     */
    public static Item item(String id) {
        return Stream.of(Item.values())
                .filter(i -> i.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() -> new GoldtrailException(
                        "there is no item \"" + id + "\"",
                        "",
                        hint(
                                id,
                                Stream.of(Item.values()).map(Item::id),
                                "items are what a step takes and gives, listed by: goldtrail help STEP")));
    }

    /** The step that makes an item; empty for what comes with the series, and for the working markers, which many make. */
    public static Optional<Step<?>> maker(Item item) {
        if (item == Item.WORKING_MARKERS) {
            return Optional.empty();
        }
        return STEPS.stream().filter(s -> s.outputs().contains(item)).findFirst();
    }

    /** All groups of parameters: the settings, then the steps. */
    public static List<ParameterGroup<?>> groups() {
        List<ParameterGroup<?>> groups = new ArrayList<>(SETTINGS);
        STEPS.forEach(s -> groups.add(s.group()));
        return groups;
    }

    /**
     * A parameter by its full name; the area may be left out.
     *
     * @throws GoldtrailException naming the likeliest parameters
     */
    public static ParameterInfo parameter(String path) {
        String wanted = path.toLowerCase(Locale.ROOT);
        List<ParameterInfo> all =
                groups().stream().flatMap(g -> g.parameters().stream()).toList();
        return all.stream()
                .filter(p -> p.path().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .or(() -> unique(all, "." + wanted))
                .orElseThrow(() -> new GoldtrailException(
                        "there is no parameter \"" + path + "\"",
                        "",
                        hint(
                                path,
                                all.stream().map(ParameterInfo::path),
                                "all are listed by: goldtrail get FOLDER, those of a step by: goldtrail help STEP")));
    }

    private static Optional<ParameterInfo> unique(List<ParameterInfo> all, String ending) {
        List<ParameterInfo> found = all.stream()
                .filter(p -> p.path().toLowerCase(Locale.ROOT).endsWith(ending))
                .toList();
        if (found.size() > 1) {
            throw new GoldtrailException(
                    "several steps have a parameter \"" + found.getFirst().name() + "\"",
                    "",
                    "write one of "
                            + String.join(
                                    ", ",
                                    found.stream().map(ParameterInfo::path).toList()));
        }
        return found.stream().findFirst();
    }

    /** What a person may have meant, if anything is near, and where all names are listed. */
    private static String hint(String typed, Stream<String> names, String listed) {
        return Suggestion.of(typed, names)
                .map(near ->
                        "did you mean " + near + "? " + Character.toUpperCase(listed.charAt(0)) + listed.substring(1))
                .orElse(listed);
    }
}
