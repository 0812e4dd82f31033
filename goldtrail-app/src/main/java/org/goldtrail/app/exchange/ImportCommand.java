package org.goldtrail.app.exchange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.folder.Folders;
import org.goldtrail.interchange.MarkerImport;
import org.goldtrail.interchange.SeriesAlignment;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.MarkerVersion;
import org.goldtrail.workflow.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail import}: markers or an alignment of another program into a workflow. */
@Command(
        name = "import",
        description =
                "Takes the alignment, or the markers, of another program into a workflow; any later step goes on with"
                        + " them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Alignments: .xf (with .tlt, .xtilt, .zfac, tilt.com beside it), .aln, STAR of RELION 5 and Dynamo, Warp's XML,",
            "CETS and portal JSON, tables of views. Markers: .fid, .mod, .seed, marker files of TOM and PyTom (.em, .txt),",
            "Dynamo's marker sets (.dms) and indexed clouds (.txt), tables (.csv).",
            "Example: goldtrail new TS_01.mrc; goldtrail import TS_01.goldtrail TS_01.aln"
        })
public final class ImportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "workflow folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Parameters(index = "1", paramLabel = "FILE", description = "alignment or markers")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(names = "--json", description = "what was taken, and the commands to go on with, as JSON")
    private boolean json;

    @Mixin
    private final FormatChoice choice = new FormatChoice();

    @Override
    public Integer call() {
        Workflow workflow = Folders.open(folder);
        if (!Files.exists(file)) {
            throw new GoldtrailException("there is no such file", file.toString(), "check the name");
        }
        if (Files.isRegularFile(file) && MarkerImport.recognises(file)) {
            markers(workflow, workflow.exchange().importMarkers(file));
        } else {
            alignment(workflow, workflow.exchange().importAlignment(file, choice.exactCentres()));
        }
        return 0;
    }

    private void markers(Workflow workflow, MarkerVersion version) {
        List<String> next =
                List.of("goldtrail run " + Folders.word(workflow) + " --step finalSelection --on-working-markers");
        if (json) {
            Map<String, Object> taken = new LinkedHashMap<>();
            taken.put("version", version.version());
            taken.put("markers", version.markers());
            taken.put("observations", version.observations());
            taken.put("next", next);
            System.out.println(Json.text(taken));
            return;
        }
        System.out.println("the working markers are version " + version.version() + " now: " + version.markers()
                + " markers, " + version.observations() + " observations");
        next.forEach(command -> System.out.println("next: " + command));
    }

    private void alignment(Workflow workflow, SeriesAlignment read) {
        List<String> next = new ArrayList<>();
        if (!workflow.status("detection.measureBeads").isDone()) {
            // The steps that follow want to know how large the gold is, if only to erase it.
            next.add("goldtrail run " + Folders.word(workflow) + " --step measureBeads");
        }
        next.add("goldtrail run " + Folders.word(workflow) + " --step alignBinned");
        if (json) {
            Map<String, Object> taken = new LinkedHashMap<>();
            taken.put("alignment", read.origin());
            taken.put("views", read.views().size());
            taken.put("viewsUsed", read.usedSections().size());
            taken.put("notes", read.remarks());
            taken.put("next", next);
            System.out.println(Json.text(taken));
            return;
        }
        System.out.println("the alignment is that of " + read.origin() + " now: "
                + read.usedSections().size() + " of " + read.views().size() + " views are used");
        read.remarks().forEach(r -> System.out.println("note: " + r));
        next.forEach(command -> System.out.println("next: " + command));
    }
}
