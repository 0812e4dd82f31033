package org.goldtrail.app.folder;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.console.Words;
import org.goldtrail.app.guide.Candidates;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.steps.StepCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail set}: gives parameters a value. */
@Command(
        name = "set",
        description = "Sets parameters of a workflow; what depends on them is outdated, nothing is computed yet.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: goldtrail set TS_01.goldtrail detection.detectPeaks.beadRadiusPx=16",
            "The first parts of a name may be left out where the rest is unique: beadRadiusPx=16",
            "All parameters of a step: goldtrail help STEP"
        })
public final class SetCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "workflow folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PATH=VALUE",
            completionCandidates = Candidates.Assignments.class,
            description = "parameter and its value")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> assignments;

    @Option(names = "--json", description = "the change and what it has outdated, as JSON")
    private boolean json;

    @Override
    public Integer call() {
        Workflow workflow = Folders.open(folder);
        Settings before = workflow.settings();
        Map<ParameterInfo, Object> was = new LinkedHashMap<>();
        Settings more = Settings.NONE;
        for (String assignment : assignments) {
            more = assign(more, assignment);
        }
        Map<String, Object> values = workflow.values();
        for (String path : more.all().keySet()) {
            was.put(StepCatalogue.parameter(path), values.getOrDefault(path, ""));
        }
        List<StepStatus> status = workflow.status();
        workflow.set(more);
        Settings after = workflow.settings();
        if (json) {
            Map<String, Object> set = new LinkedHashMap<>();
            was.keySet().forEach(p -> set.put(p.path(), after.value(p.path()).orElseThrow()));
            Changes.json(workflow, status, Map.of("set", set));
            return 0;
        }
        was.forEach((parameter, old) -> System.out.println(parameter.path() + " = "
                + Words.value(after.value(parameter.path()).orElseThrow(), parameter.unit()) + ", was "
                + Words.value(old, parameter.unit())
                + (before.value(parameter.path()).isPresent() ? "" : " (default)")));
        Changes.tell(workflow, status);
        return 0;
    }

    /**
     * Adds what the assignments of an option {@code --set} say.
     *
     * @throws GoldtrailException as for one of them
     */
    public static Settings assignAll(Settings before, List<String> assignments) {
        Settings after = before;
        for (String assignment : assignments) {
            try {
                after = assign(after, assignment);
            } catch (GoldtrailException e) {
                throw new GoldtrailException(e.problem(), "--set", e.hint(), e);
            }
        }
        return after;
    }

    /**
     * Adds what an assignment says.
     *
     * @throws GoldtrailException if it is none, the parameter is unknown, its value impossible, or it is assigned twice
     */
    public static Settings assign(Settings before, String assignment) {
        int sign = assignment.indexOf('=');
        if (sign < 1) {
            throw new GoldtrailException(
                    "\"" + assignment + "\" sets nothing",
                    "",
                    "write PATH=VALUE, like detection.detectPeaks.beadRadiusPx=16");
        }
        String path =
                StepCatalogue.parameter(assignment.substring(0, sign).trim()).path();
        Settings after = before.with(path, assignment.substring(sign + 1).trim());
        if (before.value(path).isPresent() && !before.value(path).equals(after.value(path))) {
            throw new GoldtrailException(path + " is given two values", "", "give it once");
        }
        return after;
    }
}
