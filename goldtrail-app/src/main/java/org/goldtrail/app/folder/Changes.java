package org.goldtrail.app.folder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.goldtrail.app.console.Words;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.steps.Step;

/** Says what a change has done to the states of the steps. */
public final class Changes {
    private Changes() {}

    /** What has changed since steps were run, without what merely follows from steps before. */
    public static List<String> causes(List<StepStatus> status) {
        List<String> causes = new ArrayList<>();
        for (StepStatus s : status) {
            List<String> own = s.reasons().stream().filter(r -> !follows(r)).toList();
            if (s.state() == State.OUTDATED && !own.isEmpty()) {
                causes.add(s.step().id() + " is outdated: " + String.join("; ", own));
            }
        }
        return causes;
    }

    /** Whether a reason only says that a step before is not done. */
    static boolean follows(String reason) {
        return reason.contains(" before it is ");
    }

    /**
     * Says which steps a change has outdated and what to do about it.
     *
     * @param before the states before the change
     */
    static void tell(Workflow workflow, List<StepStatus> before) {
        List<String> outdated = outdated(workflow, before);
        if (outdated.isEmpty()) {
            return;
        }
        String rest = outdated.size() == 1 ? "" : " and " + Words.count(outdated.size() - 1, "step") + " after it";
        System.out.println("outdated now: " + outdated.getFirst() + rest);
        tellNext(workflow, outdated);
    }

    /** Says which commands do steps again: a run, and one for each step that a run leaves out. */
    private static void tellNext(Workflow workflow, List<String> outdated) {
        Set<String> usual = workflow.run().usualSteps().stream().map(Step::id).collect(Collectors.toSet());
        String run = "next: goldtrail run " + Folders.word(workflow);
        if (outdated.stream().anyMatch(usual::contains)) {
            System.out.println(run);
        }
        outdated.stream().filter(id -> !usual.contains(id)).forEach(id -> System.out.println(run + " --step " + id));
    }

    /** Says which steps that had been done are out of date, and the commands that do them again; nothing if none is. */
    public static void tellOutdated(Workflow workflow) {
        List<String> outdated = workflow.status().stream()
                .filter(s -> s.state() == State.OUTDATED)
                .map(s -> s.step().id())
                .toList();
        if (!outdated.isEmpty()) {
            String rest = outdated.size() == 1 ? "" : " and " + Words.count(outdated.size() - 1, "step") + " after it";
            System.out.println("not up to date: " + outdated.getFirst() + rest);
            tellNext(workflow, outdated);
        }
    }

    /**
     * Says as JSON what a change has outdated.
     *
     * @param what has been changed, by name
     */
    static void json(Workflow workflow, List<StepStatus> before, Map<String, ?> what) {
        Map<String, Object> out = new LinkedHashMap<>(what);
        out.put("outdated", outdated(workflow, before));
        System.out.println(Json.text(out));
    }

    /** The steps that were done before a change and are outdated now. */
    private static List<String> outdated(Workflow workflow, List<StepStatus> before) {
        Set<String> done = new HashSet<>();
        before.stream()
                .filter(StepStatus::isDone)
                .forEach(s -> done.add(s.step().id()));
        return workflow.status().stream()
                .filter(s ->
                        s.state() == State.OUTDATED && done.contains(s.step().id()))
                .map(s -> s.step().id())
                .toList();
    }
}
