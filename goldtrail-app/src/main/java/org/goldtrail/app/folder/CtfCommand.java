package org.goldtrail.app.folder;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.console.Style;
import org.goldtrail.app.console.TextTable;
import org.goldtrail.app.console.TextTable.Cell;
import org.goldtrail.app.console.Words;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.RingProfile;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.ctf.ViewCtf;
import org.goldtrail.pictures.Png;
import org.goldtrail.workflow.Ctf;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.units.Units;
import org.goldtrail.workflow.units.ViewSelection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail ctf}: looks at the CTF of the views and changes it by hand. */
@Command(
        name = "ctf",
        description = "Shows the CTF of all views, draws their spectra, and takes what you know better.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: goldtrail ctf TS_01.goldtrail",
            "          goldtrail ctf TS_01.goldtrail --pictures spectra --views 20-22",
            "          goldtrail ctf TS_01.goldtrail --set 5=4.05 --set 7=4.10,4.02,35",
            "          goldtrail ctf TS_01.goldtrail --interpolate 1,2 --leave-out 41 --restore 7",
            "Views are counted from 1 or named by their angle (-60deg). What is set by hand holds when the CTF is estimated",
            "again, until it is restored."
        })
public final class CtfCommand implements Callable<Integer> {
    private static final double ANGSTROM_PER_MICROMETRE = 10_000;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "workflow folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(
            names = "--set",
            paramLabel = "VIEWS=DEFOCUS",
            description =
                    "defocus in µm, underfocus positive; or both defocus values and the angle of the first: U,V,DEGREES")
    private @Nullable List<String> set;

    @Option(names = "--interpolate", paramLabel = "VIEWS", description = "take the values between their neighbours'")
    private @Nullable String interpolate;

    @Option(names = "--leave-out", paramLabel = "VIEWS", description = "leave them out of what is corrected")
    private @Nullable String leaveOut;

    @Option(names = "--restore", paramLabel = "VIEWS", description = "take the estimated values again")
    private @Nullable String restore;

    @Option(
            names = "--pictures",
            paramLabel = "DIRECTORY",
            description = "draw their spectra as PNG: the model on the left, measured on the right")
    private @Nullable Path pictures;

    @Option(names = "--views", paramLabel = "VIEWS", description = "which are drawn (default: all)")
    private @Nullable String views;

    @Option(names = "--profile", paramLabel = "VIEW", description = "print the averaged rings and their fit as CSV")
    private @Nullable String profile;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Override
    public Integer call() {
        Workflow workflow = Folders.open(folder);
        Ctf ctf = workflow.ctf();
        double[] tilts = workflow.tiltsDeg();
        if (set != null || interpolate != null || leaveOut != null || restore != null) {
            change(workflow, ctf, tilts);
        } else if (profile != null) {
            profile(ctf, tilts, profile);
        } else if (pictures != null) {
            draw(workflow, ctf, tilts, pictures);
        } else if (json) {
            System.out.println(Json.text(ctf.get()));
        } else {
            print(ctf);
        }
        return 0;
    }

    private void change(Workflow workflow, Ctf ctf, double[] tilts) {
        List<StepStatus> before = workflow.status();
        for (String one : set == null ? List.<String>of() : set) {
            int sign = one.indexOf('=');
            if (sign < 1) {
                throw new GoldtrailException(
                        "\"" + one + "\" sets nothing", "--set", "write VIEWS=MICROMETRE like 5=4.05");
            }
            double[] values = numbers(one.substring(sign + 1));
            each(one.substring(0, sign), "--set", tilts, v -> {
                if (values.length == 1) {
                    ctf.setDefocus(v, values[0]);
                } else {
                    ctf.set(v, new CtfModel(values[0], values[1], values[2], 0));
                }
            });
        }
        each(interpolate, "--interpolate", tilts, ctf::interpolate);
        each(leaveOut, "--leave-out", tilts, ctf::leaveOut);
        each(restore, "--restore", tilts, ctf::restore);
        SeriesCtf now = ctf.get();
        TreeSet<Integer> named = new TreeSet<>();
        for (String one : set == null ? List.<String>of() : set) {
            each(one.substring(0, one.indexOf('=')), "--set", tilts, named::add);
        }
        for (String text : new String[] {interpolate, leaveOut, restore}) {
            each(text, "", tilts, named::add);
        }
        named.forEach(v -> System.out.println(
                Units.view(v, tilts[v]) + ": " + sentence(now.views().get(v))));
        Changes.tell(workflow, before);
    }

    private static void each(@Nullable String named, String option, double[] tilts, IntConsumer action) {
        if (named != null) {
            ViewSelection.parse(named, option).resolve(tilts, option).forEach(action::accept);
        }
    }

    /** One defocus in Å, or two and an angle. */
    private static double[] numbers(String text) {
        String[] fields = text.split(",", -1);
        double[] out = new double[fields.length];
        try {
            for (int i = 0; i < fields.length; i++) {
                out[i] = Double.parseDouble(fields[i].trim()) * (i < 2 ? ANGSTROM_PER_MICROMETRE : 1);
            }
        } catch (NumberFormatException e) {
            throw new GoldtrailException("\"" + text + "\" is no defocus", "--set", "write it in µm, like 4.05", e);
        }
        if (out.length != 1 && out.length != 3) {
            throw new GoldtrailException(
                    "\"" + text + "\" is no defocus", "--set", "give one value, or two and an angle: 4.10,4.02,35");
        }
        return out;
    }

    private static String sentence(ViewCtf view) {
        CtfModel m = view.model();
        return m == null
                ? words(view)
                : String.format(
                        Locale.ROOT,
                        "defocus %.3f µm, astigmatism %.0f Å at %.0f°, %s",
                        m.meanAngstrom() / ANGSTROM_PER_MICROMETRE,
                        m.astigmatismAngstrom(),
                        m.astigmatismDeg(),
                        words(view));
    }

    private static String words(ViewCtf view) {
        return switch (view.status()) {
            case FITTED -> "measured";
            case OUTLIER -> "measured, far from the others: look at it";
            case FROM_NEIGHBOURS -> "hardly measured: from the other views";
            case SET -> "set by hand";
            case INTERPOLATED -> "interpolated by hand";
            case LEFT_OUT -> "left out by hand";
            case NO_RINGS -> "no rings";
            case NO_DATA -> "not used";
        };
    }

    private static void print(Ctf ctf) {
        SeriesCtf series = ctf.get();
        TextTable table = new TextTable(Words.consoleWidth(), "");
        table.head(Style.console(), "view", "tilt", "defocus", "±", "astigmatism", "at", "rings to", "score", "");
        for (ViewCtf view : series.views()) {
            CtfModel m = view.model();
            table.cells(
                    Cell.of(Integer.toString(view.section() + 1)),
                    Cell.of(String.format(Locale.ROOT, "%+.1f°", view.tiltDeg())),
                    Cell.of(m == null ? "" : number("%.3f µm", m.meanAngstrom() / ANGSTROM_PER_MICROMETRE)),
                    Cell.of(number("%.0f Å", view.defocusSdAngstrom())),
                    Cell.of(m == null ? "" : number("%.0f Å", m.astigmatismAngstrom())),
                    Cell.of(m == null ? "" : number("%.0f°", m.astigmatismDeg())),
                    Cell.of(number("%.1f Å", view.resolutionAngstrom())),
                    Cell.of(m == null ? "" : number("%.2f", view.score())),
                    Cell.of(words(view)));
        }
        table.print();
        System.out.println(series.verdict());
    }

    private static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "";
    }

    private static void profile(Ctf ctf, double[] tilts, String named) {
        List<Integer> sections = new ArrayList<>();
        each(named, "--profile", tilts, sections::add);
        System.out.println("section,frequency_per_angstrom,power,background,fit");
        for (int section : sections) {
            RingProfile p = ctf.profile(section)
                    .orElseThrow(() -> new GoldtrailException(
                            "there is no profile of this view",
                            Units.view(section, tilts[section]),
                            "views that were not measured by Goldtrail have none"));
            for (int i = 0; i < p.frequency().length; i++) {
                System.out.println(String.format(
                        Locale.ROOT,
                        "%d,%.6f,%.5f,%.5f,%.5f",
                        section,
                        p.frequency()[i],
                        p.power()[i],
                        p.background()[i],
                        p.fit()[i]));
            }
        }
    }

    private void draw(Workflow workflow, Ctf ctf, double[] tilts, Path directory) {
        Folders.demandStack(workflow);
        List<Integer> sections = new ArrayList<>();
        if (views == null) {
            IntStream.range(0, tilts.length).forEach(sections::add);
        } else {
            each(views, "--views", tilts, sections::add);
        }
        FolderFiles.createFolderOf(directory.resolve("any"));
        List<BufferedImage> drawn = ctf.pictures(sections);
        for (int i = 0; i < drawn.size(); i++) {
            Path file = directory.resolve(
                    String.format(Locale.ROOT, "%s_ctf_%03d.png", workflow.name(), sections.get(i) + 1));
            Png.write(drawn.get(i), file);
        }
        System.out.println(drawn.size() + " pictures in " + directory);
    }
}
