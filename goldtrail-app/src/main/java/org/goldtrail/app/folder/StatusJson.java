package org.goldtrail.app.folder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.goldtrail.workflow.judgement.Verdict;

/** The state of a workflow for scripts. */
public final class StatusJson {
    private StatusJson() {}

    static Map<String, Object> of(Workflow workflow) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("folder", workflow.folder().toString());
        out.put("name", workflow.name());
        out.put("stack", workflow.stack().toString());
        out.put("views", workflow.series().tiltsDeg().size());
        out.put("discarded", List.copyOf(workflow.discarded()));
        workflow.holder().ifPresent(h -> out.put("inUseBy", h));
        List<Map<String, Object>> steps = new ArrayList<>();
        workflow.status().forEach(s -> steps.add(step(s)));
        out.put("steps", steps);
        out.put("verdict", workflow.verdict().map(StatusJson::verdict).orElse(Map.of()));
        return out;
    }

    private static Map<String, Object> step(StepStatus s) {
        Map<String, Object> of = new LinkedHashMap<>();
        of.put("step", s.step().id());
        of.put("state", s.state().word());
        of.put("reasons", s.reasons());
        s.provenance()
                .filter(p -> s.state() == State.DONE || s.state() == State.OUTDATED)
                .ifPresent(p -> {
                    of.put("started", p.started());
                    of.put("seconds", p.seconds());
                    of.put("figures", p.figures());
                });
        return of;
    }

    /** A verdict: its grade, exit code, reasons, figures and advice. */
    public static Map<String, Object> verdict(Verdict v) {
        Map<String, Object> of = new LinkedHashMap<>();
        of.put("grade", v.grade().word());
        of.put("exitCode", v.grade().exitCode());
        of.put("reasons", v.reasons());
        of.put("figures", v.figures());
        of.put("advice", v.advice());
        of.put("line", v.line());
        return of;
    }

    /** A verdict that may not be there. */
    public static Map<String, Object> verdict(Optional<Verdict> v) {
        return v.map(StatusJson::verdict).orElse(Map.of());
    }
}
