package org.goldtrail.server.workflows;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.GoldtrailException;
import org.goldtrail.detection.Peak;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.steps.DetectionTest;

/** "Test on the central image": template, correlation and picks of one view for the present parameters. */
public final class ImageTestApi implements ApiPart {
    private final ServerContext server;

    public ImageTestApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/workflows/{id}/test", this::test);
    }

    private void test(Context context) {
        Workflow workflow = server.workflows().of(context);
        String section = context.queryParam("section");
        long start = System.nanoTime();
        DetectionTest.Result result =
                section == null ? workflow.testDetection() : workflow.testDetection(number(section));
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("section", result.section());
        out.put("tiltDeg", result.tiltDeg());
        out.put("binning", result.parameters().binning());
        out.put("beadRadiusPx", result.parameters().beadRadiusPx());
        out.put("maskRadiusPx", result.parameters().maskRadiusPx());
        out.put("width", result.view().width());
        out.put("height", result.view().height());
        out.put("left", result.left());
        out.put("bottom", result.bottom());
        out.put("view", Pictures.dataUri(Pictures.stretched(result.view())));
        out.put(
                "template",
                Pictures.dataUri(Pictures.stretched(result.template().image())));
        out.put("correlation", Pictures.dataUri(Pictures.between(result.correlation(), 0, 1)));
        out.put("peaks", peaks(result.peaks()));
        out.put("seconds", (System.nanoTime() - start) * 1e-9);
        Reply.json(context, out);
    }

    private static int number(String text) {
        if (!text.matches("-?[0-9]{1,6}")) {
            throw new GoldtrailException("\"" + text + "\" is no view", "", "give its number, counted from 0");
        }
        return Integer.parseInt(text);
    }

    private static List<Map<String, Object>> peaks(List<Peak> peaks) {
        return peaks.stream()
                .map(p -> Map.<String, Object>of("x", p.x(), "y", p.y(), "cc", p.cc(), "merit", p.rotationalMerit()))
                .toList();
    }
}
