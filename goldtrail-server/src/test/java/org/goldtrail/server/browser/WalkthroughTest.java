package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import org.goldtrail.server.PhantomSeries;
import org.junit.jupiter.api.Test;

/** The walkthrough, from "create a new workflow" to the reconstruction, clicking only what a person sees. */
class WalkthroughTest extends BrowserTest {
    @SuppressWarnings("NullAway.Init") // set at the beginning of the test
    private WorkbenchPage workbench;

    /** Where the data lie. The manual's pictures are taken with a short name: -Dgoldtrail.pictures=/data/session1 */
    private Path home() {
        return Path.of(System.getProperty("goldtrail.pictures", temp.toString()));
    }

    @Override
    protected Path[] roots() {
        return new Path[] {home()};
    }

    @Test
    void fromNewWorkflowToTomogram() throws IOException {
        for (String ending : List.of(".st", ".rawtlt", ".st.mdoc")) {
            Path of = PhantomSeries.home().resolve("quick" + ending);
            Files.copy(of, home().resolve("TS_01" + ending), StandardCopyOption.REPLACE_EXISTING);
        }
        workbench = new WorkbenchPage(page);
        createWorkflow();
        visualisationMatrix();
        detection();
        indexing();
        refinement();
        alignment();
        reconstruction();
        script();
    }

    private void createWorkflow() {
        String stack = "TS_01.st";
        open("/");
        page.getByText("create a new workflow").click();
        Locator dialog = workbench.dialog("Create a new workflow");
        assertThat(dialog.locator(".name").getByText(stack, new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
        screenshot("file-browser");
        dialog.locator(".name")
                .getByText(stack, new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(dialog.getByText("25 views")).isVisible();
        assertThat(dialog.getByText("from title of " + stack + ".mdoc")).isVisible();
        screenshot("new-workflow");
        assertThat(dialog.getByLabel("workflow folder"))
                .hasValue(home().resolve("TS_01.goldtrail").toString());
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create workflow"))
                .click();
        assertThat(workbench.tab("detection")).isVisible();
        assertThat(page.getByRole(AriaRole.TAB)).hasCount(6);
        page.waitForCondition(() -> page.locator("gt-series-panel img")
                .evaluate("i => i.naturalWidth > 0")
                .equals(true));
        screenshot("workbench-new");
    }

    private void visualisationMatrix() {
        workbench.hasState("detect peaks", "closed");
        workbench.step("detect peaks").hover();
        assertThat(page.getByRole(AriaRole.TOOLTIP)).containsText("Closed: it needs");
        screenshot("closed");
        workbench.plus("creates a binned tilt series");
        assertThat(page.getByLabel("binning factor")).not().hasValue("");
        workbench.run("creates a binned tilt series");
        assertThat(workbench.row("creates a binned tilt series")).containsText("views 25");
        workbench.plus("creates a binned tilt series");

        Page tmshow = page.waitForPopup(
                () -> workbench.menu("IO", "tilt series matrix", "inspect", "On-the-fly view [dtmshow]"));
        assertThat(tmshow).hasURL(Pattern.compile("/w/[0-9a-f]+/tmshow\\?item=rawStack"));
        tmshow.close();
    }

    private void detection() {
        workbench.run("measure the beads");
        workbench.plus("detect peaks");
        Locator radius = page.getByLabel("bead radius");
        radius.fill("0.1");
        assertThat(page.getByText("must be 1.5 to 200")).isVisible();
        screenshot("parameter-refused");
        radius.fill("9");
        radius.press("Enter");
        assertThat(page.getByLabel("Restore default of bead radius")).isVisible();
        screenshot("parameters");

        workbench.tools("detect peaks");
        screenshot("tool-menu");
        workbench.entry("test on the central image").click();
        assertThat(page.getByText(Pattern.compile("[0-9]+ peaks, [0-9]+ above it")))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000));
        assertThat(page.getByAltText("Correlation with the template")).isVisible();
        screenshot("test-on-image");
        workbench.closeDialog("Test of the detection on an image");

        workbench.run("detect peaks");
        workbench.view("detect peaks");
        assertThat(workbench.entry("cloud of points")).hasAttribute("href", Pattern.compile("/cloud\\?source=peaks"));
        screenshot("view-menu");
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.MENU)).hasCount(0);
        workbench.plus("detect peaks");
        workbench.runThisTab("peak selection");
        assertThat(workbench.row("peak selection")).containsText("selected");
        screenshot("detection-done");
    }

    private void indexing() {
        workbench.tab("indexing").click();
        workbench.run("rough alignment");
        workbench.runThisTab("trail extension");
        assertThat(workbench.row("trail extension")).containsText("traces");
        screenshot("indexing-done");
        workbench.tools("selection of stable trails");
        workbench.entry("restore working markers to this step's output").click();
        assertThat(page.getByText(Pattern.compile("Working markers: version [0-9]+")))
                .isVisible();
        page.keyboard().press("v");
        assertThat(workbench.dialog("Versions of the working markers").getByText("restored version"))
                .isVisible();
        screenshot("versions");
        workbench.closeDialog("Versions of the working markers");
        workbench.menu("Working Markers", "undo");
    }

    private void refinement() {
        workbench.tab("refinement").click();
        workbench.runThisTab("final selection");
        assertThat(workbench.row("final selection")).containsText("leave-out");
        assertThat(page.getByText("good").first()).isVisible();
        screenshot("refinement-done");
    }

    private void alignment() {
        workbench.tab("alignment").click();
        workbench.run("fix the markers");
        workbench.plus("align binned stack");
        page.getByLabel("binning factor").fill("2");
        page.getByLabel("binning factor").press("Enter");
        assertThat(page.getByLabel("Restore default of binning factor")).isVisible();
        workbench.runThisTab("align full stack");
        workbench.plus("align binned stack");
        screenshot("alignment-done");
    }

    private void reconstruction() {
        workbench.tab("reconstruction").click();
        workbench.run("binned reconstruction");
        workbench.plus("full sized reconstruction");
        page.getByLabel("reconstruction size").fill("96 96 48");
        page.getByLabel("reconstruction size").press("Enter");
        assertThat(page.getByLabel("Restore default of reconstruction size")).isVisible();
        workbench.run("full sized reconstruction");
        workbench.plus("full sized reconstruction");
        workbench.tools("full sized reconstruction");
        workbench.entry("list outputs").click();
        assertThat(page.getByText("_full_wbp.mrc")).isVisible();
        screenshot("outputs");
        workbench.closeDialog("Outputs of full sized reconstruction");
        screenshot("reconstruction-done");
    }

    /** Everything that was clicked is there as a command. */
    private void script() {
        workbench.menu("Tools", "script of what I did");
        Locator script = workbench.dialog("Script of what I did");
        assertThat(script).containsText("goldtrail new ");
        assertThat(script).containsText("detection.detectPeaks.beadRadiusPx=9");
        assertThat(script).containsText("goldtrail run ");
        assertThat(script).containsText("goldtrail markers restore ");
        screenshot("script");
        script.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("batch template"))
                .click();
        assertThat(script).containsText("beadRadiusPx: 9");
    }
}
