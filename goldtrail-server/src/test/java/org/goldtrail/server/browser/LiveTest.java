package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.Test;

/** What changes is seen by all: parameters, runs that are cancelled or fail, a server that goes away. */
class LiveTest extends BrowserTest {
    @Test
    void twoBrowsersAndAShellSeeTheSame() {
        Path folder = PhantomSeries.copyOfFinished(temp.resolve("two.goldtrail"));
        String path = "/w/" + idOf(folder);
        open(path);
        Page second = newPage(1280, 720, ColorScheme.DARK);
        open(second, path);
        WorkbenchPage a = new WorkbenchPage(page);
        WorkbenchPage b = new WorkbenchPage(second);
        b.hasState("peak selection", "done");

        a.plus("detect peaks");
        page.getByLabel("mask radius").fill("17");
        page.getByLabel("mask radius").press("Enter");
        b.hasState("detect peaks", "outdated");
        assertThat(b.row("detect peaks")).containsText("mask radius changed from");
        assertThat(b.row("peak features")).containsText("“detect peaks” before it is outdated");
        assertThat(page.getByText("changed since last run")).isVisible();
        screenshot("outdated");
        screenshot(second.locator("main"), "outdated-dark");

        page.getByLabel("Restore default of mask radius").click();
        b.hasState("detect peaks", "done");

        Workflow.open(folder).set("indexing.trailExtension.nothing".replace("nothing", firstParameter()), 3);
        a.tab("indexing").click();
        b.tab("indexing").click();
        a.hasState("trail extension", "outdated");
        b.hasState("trail extension", "outdated");
        page.reload();
        assertThat(a.tab("indexing")).hasAttribute("aria-selected", "true");
    }

    private static String firstParameter() {
        return org.goldtrail.workflow.steps.StepCatalogue.step("indexing.trailExtension").group().parameters().stream()
                .filter(p -> p.min() <= 3 && p.max() >= 3)
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Test
    void aRunIsCancelledAndAFailureSaysWhy() {
        Path folder = PhantomSeries.copyOfFinished(temp.resolve("cancel.goldtrail"));
        open("/w/" + idOf(folder));
        WorkbenchPage workbench = new WorkbenchPage(page);
        workbench.hasState("measure the beads", "done");
        workbench.tools("measure the beads");
        workbench.entry("run from here").click();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("cancel").setExact(true))
                .click();
        assertThat(page.getByText("The run was cancelled")).isVisible();
        assertThat(page.getByRole(AriaRole.LOG)).containsText("cancelled");
        screenshot("cancelled");

        workbench.tab("reconstruction").click();
        workbench.plus("full sized reconstruction");
        page.getByLabel("WBP reconstruction").first().uncheck();
        assertThat(page.getByLabel("Restore default of WBP reconstruction").first())
                .isVisible();
        workbench.tools("full sized reconstruction");
        workbench.entry("run this step").click();
        workbench.hasState("full sized reconstruction", "failed");
        assertThat(workbench.row("full sized reconstruction")).containsText("no kind of reconstruction is chosen");
        screenshot("failed");
    }

    @Test
    void aRunGoesOnWhenThePageIsClosed() {
        Path folder = PhantomSeries.copyOfFinished(temp.resolve("closed.goldtrail"));
        String id = idOf(folder);
        open("/w/" + id);
        WorkbenchPage workbench = new WorkbenchPage(page);
        workbench.hasState("measure the beads", "done");
        workbench.step("measure the beads").click();
        workbench.hasState("measure the beads", "running");
        Page next = page.context().newPage();
        page.close();
        next.navigate("http://127.0.0.1:" + server.port() + "/w/" + id);
        new WorkbenchPage(next).isDone("measure the beads");
        assertThat(next.getByText("the last run said")).isVisible();
        org.assertj.core.api.Assertions.assertThat(server.context().jobs().state(id))
                .hasValueSatisfying(run -> org.assertj.core.api.Assertions.assertThat(run.problem())
                        .isNull());
    }

    @Test
    void aLostConnectionIsShown() {
        open("/w/" + idOf(PhantomSeries.finished()));
        assertThat(page.getByLabel("connected")).isVisible();
        server.close();
        assertThat(page.getByText("connection lost")).isVisible();
        screenshot("connection-lost");
        expectErrors();
        page.navigate("about:blank");
        expectErrors();
    }

    @Test
    void menusAreUsedByKeyboard() {
        open("/w/" + idOf(PhantomSeries.finished()));
        WorkbenchPage workbench = new WorkbenchPage(page);
        assertThat(workbench.tab("detection")).isVisible();
        workbench.button("Tools").focus();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(workbench.dialog("Settings: general").getByLabel("pixel size"))
                .isVisible();
        screenshot("settings-general");
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        page.keyboard().press("3");
        assertThat(workbench.tab("refinement")).hasAttribute("aria-selected", "true");
        page.keyboard().press("?");
        assertThat(workbench.dialog("Keys")).isVisible();
        page.keyboard().press("Escape");
        page.keyboard().press("t");
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        page.getByLabel(Pattern.compile("^Look: ")).click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        screenshot("refinement-dark");
        page.setViewportSize(3840, 2160);
        screenshot("workbench-4k");
    }
}
