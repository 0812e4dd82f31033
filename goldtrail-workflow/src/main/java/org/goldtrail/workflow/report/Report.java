package org.goldtrail.workflow.report;

import java.nio.file.Path;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.files.Json;

/** Writes {@code report.html} and {@code qc.json} of a workflow folder. */
public final class Report {
    /** The page, in the workflow folder. */
    public static final String PAGE = "report.html";

    /** The same for programs. */
    public static final String FIGURES = "qc.json";

    private Report() {}

    /**
     * A page in the style of all reports.
     *
     * @param line below the title
     * @param body sections, as HTML
     */
    public static String page(String title, String line, String body) {
        return ReportPage.filled(title, line, body);
    }

    /**
     * Writes both files from what lies in the folder now; to be called under the folder's lock.
     *
     * @return the page
     */
    public static Path write(WorkflowEngine engine, Path root, String name, Path stack) {
        ReportData data = ReportData.of(engine, root, name, stack);
        Path page = root.resolve(PAGE);
        AtomicFile.writeText(page, ReportPage.html(data));
        Json.write(root.resolve(FIGURES), ReportFigures.json(data));
        return page;
    }
}
