package org.goldtrail.workflow.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.ComputingSettings;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.ParameterGroup;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.catalogue.ParameterType;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepCatalogueTest {
    @Test
    void walksThroughTheAreasInOrder() {
        assertThat(StepCatalogue.steps().stream().map(s -> s.area().ordinal())).isSorted();
        assertThat(StepCatalogue.steps(Area.DETECTION)).hasSizeGreaterThan(3);
        assertThat(StepCatalogue.steps(Area.RECONSTRUCTION)).isNotEmpty();
    }

    @Test
    void everyStepHasItsOwnNameAndIsFoundByIt() {
        Set<String> ids = new HashSet<>();
        for (Step<?> step : StepCatalogue.steps()) {
            assertThat(ids.add(step.id().toLowerCase(Locale.ROOT)))
                    .as(step.id())
                    .isTrue();
            assertThat(step.id()).isEqualTo(step.area().id() + "." + step.name());
            assertThat(StepCatalogue.step(step.id())).isSameAs(step);
            assertThat(StepCatalogue.step(step.name().toUpperCase(Locale.ROOT))).isSameAs(step);
            assertThat(step.label()).isNotBlank();
            assertThat(step.help()).matches("[A-Z].*\\.");
            assertThat(step.weight()).isPositive();
        }
        assertThatThrownBy(() -> StepCatalogue.step("detektPeaks"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("did you mean detection.detectPeaks?");
        assertThatThrownBy(() -> StepCatalogue.area("detecting")).hasMessageContaining("detection, indexing");
    }

    @Test
    void everyInputIsGivenOrMadeBefore() {
        Set<Item> there = EnumSet.noneOf(Item.class);
        for (Item item : Item.values()) {
            if (item.isGiven()) {
                there.add(item);
            }
        }
        for (Step<?> step : StepCatalogue.steps()) {
            List<Item> needed = new ArrayList<>(step.inputs());
            needed.addAll(step.optionalInputs());
            assertThat(there).as("inputs of " + step).containsAll(needed);
            assertThat(needed).as("inputs of " + step).doesNotHaveDuplicates();
            assertThat(step.outputs()).isNotEmpty().doesNotHaveDuplicates().noneMatch(Item::isGiven);
            there.addAll(step.outputs());
        }
    }

    @Test
    void everyItemHasOneMakerAndSomebodyTakesIt() {
        for (Item item : Item.values()) {
            List<Step<?>> makers = new ArrayList<>();
            boolean taken = false;
            for (Step<?> step : StepCatalogue.steps()) {
                if (step.outputs().contains(item)) {
                    makers.add(step);
                }
                taken |= step.inputs().contains(item) || step.optionalInputs().contains(item);
            }
            if (item.isGiven()) {
                assertThat(makers).as(item.id()).isEmpty();
            } else if (item == Item.WORKING_MARKERS) {
                assertThat(makers).hasSizeGreaterThan(5);
            } else {
                assertThat(makers).as(item.id()).hasSize(1);
                assertThat(StepCatalogue.maker(item)).contains(makers.getFirst());
            }
            boolean isResult = !makers.isEmpty() && makers.getFirst().area().ordinal() >= Area.ALIGNMENT.ordinal();
            boolean forTheEye = item == Item.VISUALISATION_STACK;
            boolean forLaterAreas = item == Item.OPTICS || item == Item.DOSE;
            assertThat(taken || isResult || forTheEye || forLaterAreas)
                    .as(item.id())
                    .isTrue();
        }
    }

    /** A file that two items claimed would be overwritten by one of their makers. */
    @Test
    void everyFileBelongsToOneItem() {
        Set<String> files = new HashSet<>();
        for (Item item : Item.values()) {
            for (String file : item.files("name")) {
                assertThat(files.add(file)).as(file).isTrue();
                assertThat(file).matches("(detection|indexing|refinement|markers|alignment|ctf|reconstruction)/.+");
            }
        }
    }

    @Test
    void everyParameterIsExplained() {
        Set<String> paths = new HashSet<>();
        for (ParameterGroup<?> group : StepCatalogue.groups()) {
            for (ParameterInfo p : group.parameters()) {
                assertThat(paths.add(p.path().toLowerCase(Locale.ROOT)))
                        .as(p.path())
                        .isTrue();
                assertThat(StepCatalogue.parameter(p.path()).path()).isEqualTo(p.path());
                assertThat(p.label()).as(p.path()).isNotBlank().doesNotEndWith(".");
                assertThat(p.help()).as(p.path()).matches("[A-Z0-9].*\\.");
                assertThat(p.name()).as(p.path()).matches("[a-z][A-Za-z0-9]+");
                boolean number = p.type() == ParameterType.NUMBER
                        || p.type() == ParameterType.NUMBER_OR_AUTO
                        || p.type() == ParameterType.WHOLE_NUMBER;
                if (number) {
                    assertThat(p.min()).as(p.path() + " has a range").isLessThan(p.max());
                    assertThat(p.range()).doesNotContain("Infinity");
                }
                if (p.unit().equals("px")) {
                    assertThat(p.name()).as("name with its unit").endsWith("Px");
                }
                if (p.unit().equals("°")) {
                    assertThat(p.name()).as("name with its unit").endsWith("Deg");
                }
            }
        }
        assertThat(paths).hasSizeGreaterThan(50);
    }

    static List<SeriesFacts> facts() {
        List<SeriesFacts> all = new ArrayList<>();
        all.add(SeriesFacts.WALKTHROUGH);
        for (int side : new int[] {64, 200, 960, 4096, 11520}) {
            for (double bead : new double[] {4, 9, 32, 120, 200}) {
                if (bead <= 0.25 * side) {
                    all.add(new SeriesFacts(
                            side,
                            side - side / 7,
                            41,
                            OptionalDouble.of(2.7),
                            Optional.of(BeadSize.given(bead, bead != 9))));
                }
            }
            all.add(new SeriesFacts(side, side, 5, OptionalDouble.empty(), Optional.empty()));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("facts")
    void defaultsLieInTheirRangesAndComeBackFromPlainValues(SeriesFacts facts) {
        for (Step<?> step : StepCatalogue.steps()) {
            expectValid(step.group(), step, facts);
        }
        comesBack(GeneralSettings.GROUP, GeneralSettings.DEFAULT);
        comesBack(InputSettings.GROUP, InputSettings.DEFAULT);
        comesBack(ComputingSettings.GROUP, ComputingSettings.DEFAULT);
    }

    private static <P extends Record> void expectValid(ParameterGroup<?> group, Step<P> step, SeriesFacts facts) {
        assertThat(group).isSameAs(step.group());
        comesBack(step.group(), step.defaults(facts));
    }

    private static <P extends Record> void comesBack(ParameterGroup<P> group, P values) {
        Map<String, Object> plain = group.plain(values);

        assertThat(plain.keySet())
                .containsExactlyElementsOf(
                        group.parameters().stream().map(ParameterInfo::name).toList());
        assertThat(group.with(values, plain)).as(group.path()).isEqualTo(values);
    }
}
