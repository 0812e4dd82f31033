package org.goldtrail.app.folder;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.goldtrail.app.console.Words;
import org.goldtrail.app.guide.Candidates;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.steps.StepCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail unset}: leaves parameters to their defaults again. */
@Command(
        name = "unset",
        description = "Leaves parameters of a workflow to their defaults again.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: goldtrail unset TS_01.goldtrail detection.detectPeaks.beadRadiusPx"})
public final class UnsetCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "workflow folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PATH",
            completionCandidates = Candidates.ParameterPaths.class,
            description = "parameter")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> paths;

    @Option(names = "--json", description = "the change and what it has outdated, as JSON")
    private boolean json;

    @Override
    public Integer call() {
        Workflow workflow = Folders.open(folder);
        List<ParameterInfo> parameters =
                paths.stream().map(StepCatalogue::parameter).toList();
        List<StepStatus> status = workflow.status();
        if (json) {
            Map<String, Object> unset = new LinkedHashMap<>();
            for (ParameterInfo parameter : parameters) {
                workflow.unset(parameter.path());
                unset.put(parameter.path(), workflow.defaultOf(parameter.path()));
            }
            Changes.json(workflow, status, Map.of("unset", unset));
            return 0;
        }
        for (ParameterInfo parameter : parameters) {
            boolean wasSet = workflow.settings().value(parameter.path()).isPresent();
            workflow.unset(parameter.path());
            System.out.println(parameter.path() + " = "
                    + Words.value(workflow.defaultOf(parameter.path()), parameter.unit())
                    + (wasSet ? " (default)" : " (default), it was not set"));
        }
        Changes.tell(workflow, status);
        return 0;
    }
}
