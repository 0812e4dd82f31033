package org.goldtrail.server.workflows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.exports.ExportApi;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.ParameterGroup;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.engine.MarkerVersion;
import org.goldtrail.workflow.engine.MarkerVersions;
import org.goldtrail.workflow.engine.Provenance;
import org.goldtrail.workflow.engine.SeriesIndex;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.jspecify.annotations.Nullable;

/** The whole state of a workflow, as the page shows it. A part that cannot be told is a sentence in its place. */
final class WorkflowState {
    private final Workflow workflow;
    private final Map<String, Object> state = new LinkedHashMap<>();
    private Settings settings = Settings.NONE;

    private WorkflowState(Workflow workflow) {
        this.workflow = workflow;
    }

    static Map<String, Object> of(String id, Workflow workflow) {
        WorkflowState made = new WorkflowState(workflow);
        Map<String, Object> state = made.state;
        state.put("id", id);
        state.put("name", workflow.name());
        state.put("folder", workflow.folder().toString());
        state.put("stack", workflow.stack().toString());
        workflow.holder().ifPresent(holder -> state.put("holder", holder));
        try {
            made.series();
            made.steps();
            made.markers();
        } catch (GoldtrailException e) {
            state.put("problem", Map.of("problem", e.problem(), "hint", e.hint()));
        }
        return state;
    }

    private void series() {
        SeriesIndex index = workflow.series();
        Map<String, Object> series = new LinkedHashMap<>();
        series.put("width", index.width());
        series.put("height", index.height());
        series.put("angleSource", index.angleSource());
        index.pixelSizeAngstrom().ifPresent(a -> series.put("pixelSizeAngstrom", a));
        series.put("warnings", index.warnings());
        state.put("series", series);
        state.put("tiltsDeg", index.tiltsDeg());
        state.put("discarded", workflow.discarded());
    }

    private void steps() {
        Map<String, Object> values = workflow.values();
        settings = workflow.settings();
        List<StepStatus> status = workflow.status();
        List<Object> steps = new ArrayList<>();
        for (StepStatus s : status) {
            steps.add(step(s, values));
        }
        state.put("steps", steps);
        Map<String, Object> general = new LinkedHashMap<>();
        for (ParameterGroup<?> group : StepCatalogue.SETTINGS) {
            for (ParameterInfo p : group.parameters()) {
                general.put(p.path(), parameter(p, values, Optional.empty()));
            }
        }
        state.put("settings", general);
        state.put("exports", ExportApi.told(workflow.folder(), status));
        WorkflowEngine.verdict(status).ifPresent(v -> state.put("verdict", verdict(v)));
    }

    private Map<String, Object> step(StepStatus s, Map<String, Object> values) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", s.step().id());
        out.put("state", s.state().word());
        out.put("reasons", s.reasons());
        s.provenance().ifPresent(p -> {
            out.put("figures", p.figures());
            out.put("seconds", p.seconds());
            out.put("started", p.started());
            out.put("program", p.program());
            p.problem().ifPresent(problem -> out.put("problem", problem));
            p.markersIn().ifPresent(v -> out.put("markersIn", v));
            p.markersOut().ifPresent(v -> out.put("markersOut", v));
        });
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (ParameterInfo p : s.step().group().parameters()) {
            parameters.put(p.path(), parameter(p, values, s.provenance()));
        }
        out.put("parameters", parameters);
        return out;
    }

    private Map<String, Object> parameter(ParameterInfo p, Map<String, Object> values, Optional<Provenance> last) {
        @Nullable Object value = values.get(p.path());
        boolean set = settings.value(p.path()).isPresent();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("value", value);
        out.put("default", set ? workflow.defaultOf(p.path()) : value);
        out.put("set", set);
        last.map(run -> run.parameters().get(p.name()))
                .filter(then -> !same(then, value))
                .ifPresent(then -> {
                    out.put("last", then);
                    out.put("changed", true);
                });
        return out;
    }

    private static boolean same(Object then, @Nullable Object now) {
        return then instanceof Number a && now instanceof Number b
                ? a.doubleValue() == b.doubleValue()
                : String.valueOf(then).equals(String.valueOf(now));
    }

    private static Map<String, Object> verdict(Verdict v) {
        return Map.of(
                "grade", v.grade().word(),
                "reasons", v.reasons(),
                "figures", v.figures(),
                "advice", v.advice(),
                "line", v.line());
    }

    private void markers() {
        MarkerVersions versions = workflow.markers().versions();
        Map<String, Object> markers = new LinkedHashMap<>();
        versions.head().ifPresent(head -> markers.put("head", head));
        markers.put("versions", versions.all().size());
        markers.put(
                "restorable",
                versions.all().stream()
                        .filter(MarkerVersion::isOfStep)
                        .map(MarkerVersion::origin)
                        .distinct()
                        .toList());
        state.put("markers", markers);
    }
}
