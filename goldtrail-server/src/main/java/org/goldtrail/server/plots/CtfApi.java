package org.goldtrail.server.plots;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.RingProfile;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.ctf.SpectrumImage;
import org.goldtrail.ctf.ViewCtf;
import org.goldtrail.image.Image;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.workflow.Ctf;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.steps.CtfEdits;
import org.jspecify.annotations.Nullable;

/** The CTF along the tilts, the spectrum of each view with its rings, and putting values right by hand. */
public final class CtfApi implements ApiPart {
    private static final String BASE = "/api/workflows/{id}/plots/ctf";

    private final ServerContext server;

    public CtfApi(ServerContext server) {
        this.server = server;
    }

    /**
     * A change by hand.
     *
     * @param kind set, interpolate, leaveOut or restore
     * @param defocusAngstrom for set: the mean defocus, underfocus positive
     * @param astigmatismAngstrom for set: U - V; what is null stays as it is
     * @param astigmatismDeg for set: direction of U
     */
    public record Change(
            @Nullable String kind,
            double defocusAngstrom,
            @Nullable Double astigmatismAngstrom,
            @Nullable Double astigmatismDeg) {}

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(BASE, this::table);
        routes.get(BASE + "/{section}", this::view);
        routes.put(BASE + "/{section}", this::change);
    }

    private void table(Context context) {
        Workflow workflow = server.workflows().of(context);
        Reply.json(context, answer(workflow, workflow.ctf().get()));
    }

    private static Map<String, Object> answer(Workflow workflow, SeriesCtf ctf) {
        List<ViewCtf> views = ctf.views();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("series", SeriesFrame.of(workflow));
        answer.put("exposureOrder", workflow.ctf().exposureOrder());
        answer.put("verdict", ctf.verdict());
        answer.put("optics", ctf.optics());
        answer.put("hand", ctf.hand().hand());
        answer.put(
                "edited",
                workflow.ctf().edits().edits().stream()
                        .map(CtfEdits.Edit::section)
                        .toList());
        answer.put(
                "views",
                new Columns()
                        .number("defocusAngstrom", views, 0, v -> of(v, CtfModel::meanAngstrom))
                        .number("defocusUAngstrom", views, 0, v -> of(v, CtfModel::defocusUAngstrom))
                        .number("defocusVAngstrom", views, 0, v -> of(v, CtfModel::defocusVAngstrom))
                        .number("astigmatismAngstrom", views, 0, v -> of(v, CtfModel::astigmatismAngstrom))
                        .number("astigmatismDeg", views, 1, v -> of(v, CtfModel::astigmatismDeg))
                        .number("defocusSdAngstrom", views, 0, ViewCtf::defocusSdAngstrom)
                        .number("score", views, 4, ViewCtf::score)
                        .number("resolutionAngstrom", views, 2, ViewCtf::resolutionAngstrom)
                        .number("iceThicknessNm", views, 1, ViewCtf::iceThicknessNm)
                        .with(
                                "status",
                                views.stream().map(v -> v.status().name()).toList())
                        .map());
        return answer;
    }

    private static double of(ViewCtf view, java.util.function.ToDoubleFunction<CtfModel> value) {
        CtfModel model = view.model();
        return model == null ? Double.NaN : value.applyAsDouble(model);
    }

    private void view(Context context) {
        Workflow workflow = server.workflows().of(context);
        int section = section(context, workflow);
        SpectrumImage spectrum = workflow.ctf().viewSpectrum(section);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("frequencyStep", spectrum.frequencyStep());
        answer.put("side", spectrum.measured().width());
        answer.put("picture", picture(spectrum.halfAndHalf()));
        Optional<RingProfile> profile =
                workflow.ctf().isThere() ? workflow.ctf().profile(section) : Optional.empty();
        profile.ifPresent(p -> answer.put(
                "profile",
                new Columns()
                        .with("frequency", Columns.numbers(p.frequency(), 6))
                        .with("power", Columns.numbers(p.power(), 5))
                        .with("background", Columns.numbers(p.background(), 5))
                        .with("fit", Columns.numbers(p.fit(), 5))
                        .map()));
        Reply.json(context, answer);
    }

    private static String picture(Image image) {
        byte[] grey = new byte[image.width() * image.width()];
        PatchSprite.draw(image, image.width(), grey, 0);
        return Base64.getEncoder().encodeToString(grey);
    }

    private static int section(Context context, Workflow workflow) {
        try {
            int section = Integer.parseInt(context.pathParam("section"));
            int views = workflow.tiltsDeg().length;
            if (section < 0 || section >= views) {
                throw new GoldtrailException(
                        "there is no view " + (section + 1), workflow.folder().toString(), "choose one of " + views);
            }
            return section;
        } catch (NumberFormatException e) {
            throw new GoldtrailException(
                    "\"" + context.pathParam("section") + "\" is no view",
                    context.path(),
                    "give its number, from 0",
                    e);
        }
    }

    private void change(Context context) {
        Workflow workflow = server.workflows().of(context);
        int section = section(context, workflow);
        Change change = Body.read(context, Change.class);
        Ctf ctf = workflow.ctf();
        String kind = change.kind() == null ? "" : change.kind();
        SeriesCtf now = switch (kind) {
            case "set" -> ctf.set(section, model(ctf, section, change));
            case "interpolate" -> ctf.interpolate(section);
            case "leaveOut" -> ctf.leaveOut(section);
            case "restore" -> ctf.restore(section);
            default ->
                throw new GoldtrailException(
                        "there is no change named \"" + kind + "\"", context.path(), "load the page again");
        };
        Reply.json(context, answer(workflow, now));
    }

    /** What is not said stays as it is. */
    private static CtfModel model(Ctf ctf, int section, Change change) {
        List<ViewCtf> views = ctf.get().views();
        CtfModel present =
                section < views.size() && section >= 0 ? views.get(section).model() : null;
        CtfModel known = present == null ? CtfModel.of(change.defocusAngstrom) : present;
        Double astigmatism = change.astigmatismAngstrom;
        Double direction = change.astigmatismDeg;
        double half = 0.5 * (astigmatism == null ? known.astigmatismAngstrom() : astigmatism);
        return new CtfModel(
                change.defocusAngstrom + half,
                change.defocusAngstrom - half,
                direction == null ? known.astigmatismDeg() : direction,
                known.phaseShiftRad());
    }
}
