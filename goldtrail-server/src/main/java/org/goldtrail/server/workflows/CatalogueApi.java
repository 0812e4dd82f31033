package org.goldtrail.server.workflows;

import io.javalin.config.RoutesConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.goldtrail.server.ApiPart;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.ParameterGroup;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.catalogue.StepTool;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;

/** The words of the page, which are those of the catalogue: areas, steps, parameters, items, tools and views. */
public final class CatalogueApi implements ApiPart {
    private static final String CATALOGUE = Json.line(catalogue());

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/api/catalogue",
                context ->
                        context.contentType("application/json; charset=utf-8").result(CATALOGUE));
    }

    private static Map<String, Object> catalogue() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("areas", Stream.of(Area.values()).map(CatalogueApi::area).toList());
        all.put("steps", StepCatalogue.steps().stream().map(CatalogueApi::step).toList());
        all.put("items", Stream.of(Item.values()).map(CatalogueApi::item).toList());
        Map<String, Object> settings = new LinkedHashMap<>();
        StepCatalogue.SETTINGS.forEach(group -> settings.put(group.path(), parameters(group)));
        all.put("settings", settings);
        return all;
    }

    private static Map<String, Object> area(Area area) {
        return Map.of("id", area.id(), "help", area.help());
    }

    private static Map<String, Object> step(Step<?> step) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", step.id());
        out.put("area", step.area().id());
        out.put("name", step.name());
        out.put("label", step.label());
        out.put("help", step.help());
        out.put("inputs", step.inputs().stream().map(Item::id).toList());
        out.put("optionalInputs", step.optionalInputs().stream().map(Item::id).toList());
        out.put("outputs", step.outputs().stream().map(Item::id).toList());
        out.put("tools", step.tools().stream().map(CatalogueApi::tool).toList());
        out.put("views", step.views().stream().map(CatalogueApi::view).toList());
        out.put("unattended", step.runsUnattended());
        out.put("parameters", parameters(step.group()));
        return out;
    }

    private static Map<String, Object> tool(StepTool tool) {
        return Map.of("id", tool.name(), "label", tool.label(), "help", tool.help());
    }

    private static Map<String, Object> view(StepView view) {
        return Map.of("id", view.name(), "label", view.label());
    }

    private static Map<String, Object> item(Item item) {
        return Map.of("id", item.id(), "label", item.label(), "help", item.help(), "given", item.isGiven());
    }

    private static List<Map<String, Object>> parameters(ParameterGroup<?> group) {
        return group.parameters().stream().map(CatalogueApi::parameter).toList();
    }

    private static Map<String, Object> parameter(ParameterInfo parameter) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("path", parameter.path());
        out.put("name", parameter.name());
        out.put("label", parameter.label());
        out.put("unit", parameter.unit());
        out.put("help", parameter.help());
        out.put("usual", parameter.usual());
        out.put("type", parameter.type().name());
        out.put("wording", parameter.type().wording());
        out.put("range", parameter.range());
        out.put("choices", parameter.choices());
        out.put("level", parameter.level().name());
        return out;
    }
}
