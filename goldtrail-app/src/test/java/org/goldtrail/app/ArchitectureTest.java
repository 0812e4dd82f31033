package org.goldtrail.app;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.goldtrail.workflow.engine.FolderLock;
import org.goldtrail.workflow.steps.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows of ARCHITECTURE.md: who may use whom. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.goldtrail");

    /** The execution areas from left to right. */
    private static final List<String> AREAS =
            List.of("detection", "indexing", "refinement", "alignment", "ctf", "reconstruction");

    private static final String[] OUTSIDE_CORE = {
        "org.goldtrail.workflow..", "org.goldtrail.phantom..", "org.goldtrail.server..", "org.goldtrail.app.."
    };

    static List<String> areas() {
        return AREAS;
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(n -> "org.goldtrail." + n + "..").toArray(String[]::new);
    }

    @Test
    void findsTheClassesItJudges() {
        for (String name : List.of("image", "detection", "reconstruction", "workflow", "phantom", "app")) {
            assertThat(CLASSES.stream().filter(c -> c.getPackageName().startsWith("org.goldtrail." + name)))
                    .as(name)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "formats", "geometry", "markers", "task", "kernel", "pictures", "interchange"})
    void foundationsUseNoArea(String foundation) {
        noClasses()
                .that()
                .resideInAPackage("org.goldtrail." + foundation + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(AREAS))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.goldtrail.fitting..")
                .check(CLASSES);
    }

    @Test
    void fittingUsesOnlyGeometryMarkersAndTask() {
        noClasses()
                .that()
                .resideInAPackage("org.goldtrail.fitting..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are ours but neither fitting, geometry, markers, task nor the root package",
                        c -> c.getPackageName().startsWith("org.goldtrail.")
                                && !c.getPackageName()
                                        .matches("org\\.goldtrail\\.(fitting|geometry|markers|task)(\\..*)?")))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("areas")
    void anAreaUsesOnlyAreasToItsLeft(String area) {
        List<String> right = AREAS.subList(AREAS.indexOf(area) + 1, AREAS.size());
        if (!right.isEmpty()) {
            noClasses()
                    .that()
                    .resideInAPackage("org.goldtrail." + area + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(right))
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    @Test
    void detectionNeedsNoFit() {
        noClasses()
                .that()
                .resideInAPackage("org.goldtrail.detection..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.goldtrail.fitting..")
                .check(CLASSES);
    }

    @Test
    void coreKnowsNothingOutsideItself() {
        noClasses()
                .that()
                .resideOutsideOfPackages(OUTSIDE_CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OUTSIDE_CORE)
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"workflow", "phantom"})
    void modulesBesideEachOtherDoNotMeet(String module) {
        String[] others = List.of("workflow", "phantom", "server", "app").stream()
                .filter(m -> !m.equals(module))
                .map(m -> "org.goldtrail." + m + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("org.goldtrail." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(CLASSES);
    }

    /** The layers of the workflow module from the bottom up: what each may use lies to its left. */
    private static final List<String> LAYERS = List.of(
            "units",
            "files",
            "catalogue",
            "series",
            "solution",
            "judgement",
            "steps",
            "engine",
            "dynamo",
            "exchange",
            "report");

    /** Many series stand on the public API of one. */
    private static final String ABOVE_THE_API = "batch";

    static List<String> layers() {
        return LAYERS;
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aLayerOfTheWorkflowUsesOnlyLayersBelowIt(String layer) {
        List<String> above = LAYERS.subList(LAYERS.indexOf(layer) + 1, LAYERS.size());
        String[] forbidden = Stream.concat(
                        above.stream().map(l -> "org.goldtrail.workflow." + l + ".."),
                        Stream.of("org.goldtrail.workflow", "org.goldtrail.workflow." + ABOVE_THE_API + ".."))
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("org.goldtrail.workflow." + layer + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(CLASSES);
    }

    @Test
    void everyPackageOfTheWorkflowIsALayer() {
        assertThat(CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(p -> p.startsWith("org.goldtrail.workflow."))
                        .map(p -> p.split("\\.", -1)[3])
                        .filter(p -> !p.equals(ABOVE_THE_API))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(LAYERS);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("org.goldtrail.workflow.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    /** A step is known to others by the catalogue alone, and works on what its context gives it. */
    @Test
    void stepsAreSeenThroughTheCatalogue() {
        classes()
                .that()
                .areAssignableTo(Step.class)
                .and()
                .areNotAssignableFrom(Step.class)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineWritesToTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.goldtrail.app..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void onlyTheWorkerPoolHasThreads() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.goldtrail.task..", "org.goldtrail.app..", "org.goldtrail.server..")
                .and()
                .doNotBelongToAnyOf(FolderLock.class) // keeps its file fresh, and computes nothing
                .should()
                .dependOnClassesThat(assignableTo(Executor.class)
                        .or(assignableTo(Future.class))
                        .or(type(Executors.class))
                        .as("run things on threads"))
                .orShould()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .callMethodWhere(called(Thread.class, "startVirtualThread|ofVirtual|ofPlatform"))
                .orShould()
                .callMethodWhere(called(BaseStream.class, "parallel"))
                .orShould()
                .callMethodWhere(called(Collection.class, "parallelStream"))
                .check(CLASSES);
    }

    /** A comma for a point in a .xf file, and the alignment is lost in half of Europe. */
    @Test
    void nothingIsFormattedByTheLocaleOfTheMachine() {
        noClasses()
                .should()
                .callMethodWhere(called(String.class, "formatted"))
                .orShould()
                .callMethodWhere(
                        called(String.class, "format|toLowerCase|toUpperCase").and(withoutLocale()))
                .orShould()
                .callMethodWhere(called(PrintStream.class, "format|printf").and(withoutLocale()))
                .orShould()
                .callMethodWhere(called(PrintWriter.class, "format|printf").and(withoutLocale()))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaCall<?>> called(Class<?> owner, String names) {
        return target(owner(assignableTo(owner))).and(target(nameMatching(names)));
    }

    private static DescribedPredicate<JavaCall<?>> withoutLocale() {
        return DescribedPredicate.describe("without a locale", call -> {
            CodeUnitCallTarget target = call.getTarget();
            return target.getRawParameterTypes().stream().noneMatch(p -> p.isEquivalentTo(Locale.class));
        });
    }
}
