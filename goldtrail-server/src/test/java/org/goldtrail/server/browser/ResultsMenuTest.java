package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.Test;

/** What goes out of a workflow and comes into it: exports, the report, imports, and a raw stack that has moved. */
class ResultsMenuTest extends BrowserTest {
    @SuppressWarnings("NullAway.Init") // set at the beginning of each test
    private WorkbenchPage workbench;

    private Workflow openCopy(String name) {
        Path folder = PhantomSeries.copyOfFinished(temp.resolve(name));
        open("/w/" + idOf(folder));
        workbench = new WorkbenchPage(page);
        workbench.hasState("detect peaks", "done");
        return Workflow.open(folder);
    }

    @Test
    void whatWasMadeBeforeAChangeIsOutdatedAndRefreshedInOneClick() {
        Workflow workflow = openCopy("results.goldtrail");
        workbench.menu("IO", "export …");
        Locator dialog = workbench.dialog("Export");
        dialog.getByLabel("to", new Locator.GetByLabelOptions().setExact(true)).selectOption("imod");
        button(dialog, "Export").click();
        assertThat(dialog.getByText("written")).isVisible();
        assertThat(dialog.getByText(".xf")).not().hasCount(0);
        assertThat(dialog.getByText("up to date")).isVisible();
        screenshot("export");
        workbench.closeDialog("Export");

        Page report = page.waitForPopup(() -> workbench.menu("IO", "report"));
        assertThat(report).hasURL(Pattern.compile("report\\.html$"));
        assertThat(report.locator("body")).containsText("leave-out");
        report.close();
        Locator panel = page.locator("gt-series-panel");
        assertThat(panel.getByText("up to date")).hasCount(2);

        workflow.markers().restore("refinement.trimMarkers");
        workbench.tab("alignment").click();
        workbench.hasState("fix the markers", "outdated");
        workbench.run("fix the markers");
        assertThat(panel.getByText("outdated", exactly())).hasCount(2);
        screenshot("exports-outdated");
        for (int left = 2; left > 0; left--) {
            assertThat(panel.getByText("outdated", exactly())).hasCount(left);
            panel.getByText("outdated", exactly()).first().click();
        }
        assertThat(panel.getByText("up to date")).hasCount(2);
        assertThat(panel.getByText("outdated", exactly())).hasCount(0);

        workbench.menu("Tools", "export …");
        assertThat(dialog.getByText("made before")).isVisible();
        button(dialog, "refresh").first().click();
        assertThat(dialog.getByText("written")).isVisible();
    }

    @Test
    void alignmentsAndMarkersOfOthersComeIn() throws IOException {
        Workflow workflow = openCopy("import.goldtrail");
        Path other = Files.createDirectory(temp.resolve("other"));
        for (String ending : List.of(".xf", ".tlt", ".fid")) {
            Files.copy(workflow.folder().resolve("alignment/quick" + ending), other.resolve("quick" + ending));
        }
        workbench.menu("IO", "import …");
        Locator dialog = workbench.dialog("Import an alignment or markers");
        workbench.choose(dialog, "other", "quick.xf");
        screenshot("import");
        button(dialog, "Import").click();
        assertThat(dialog.getByText(Pattern.compile("The alignment is that of .* now: 25 of 25 views")))
                .isVisible();
        workbench.closeDialog("Import an alignment or markers");

        workbench.menu("IO", "import …");
        workbench.choose(dialog, "other", "quick.fid");
        button(dialog, "Import").click();
        assertThat(dialog.getByText(Pattern.compile("The working markers are version [0-9]+ now")))
                .isVisible();
        workbench.closeDialog("Import an alignment or markers");
        assertThat(workflow.markers().versions().head().orElseThrow().version()).isGreaterThan(1);

        workbench.menu("Tools", "script of what I did");
        assertThat(workbench.dialog("Script of what I did")).containsText("goldtrail import ");
    }

    @Test
    void aMovedStackIsLinkedAgain() throws IOException {
        Path stack = temp.resolve("TS_07.st");
        for (String ending : List.of(".st", ".rawtlt", ".st.mdoc")) {
            Files.copy(PhantomSeries.home().resolve("quick" + ending), temp.resolve("TS_07" + ending));
        }
        Workflow workflow = Workflow.create(stack, temp.resolve("TS_07.goldtrail"));
        open("/w/" + idOf(workflow.folder()));
        workbench = new WorkbenchPage(page);
        workbench.hasState("creates a binned tilt series", "open");

        Path moved = Files.createDirectory(temp.resolve("archive"));
        for (String ending : List.of(".st", ".rawtlt", ".st.mdoc")) {
            Files.move(temp.resolve("TS_07" + ending), moved.resolve("TS_07" + ending));
        }
        page.reload();
        assertThat(page.getByText("The tilt series matrix is not where it was")).isVisible();
        screenshot("stack-moved");
        expectErrors();
        workbench.menu("IO", "tilt series matrix", "re-link …");
        workbench.choose(workbench.dialog("Re-link the tilt series matrix"), "archive", "TS_07.st");
        workbench.isTold("The tilt series matrix is now TS_07.st");
        workbench.hasState("creates a binned tilt series", "open");
        assertThat(page.getByText("is not where it was")).hasCount(0);
        assertThat(Workflow.open(workflow.folder()).stack()).isEqualTo(moved.resolve("TS_07.st"));
        expectErrors();
    }

    private static Locator button(Locator in, String name) {
        return in.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }
}
