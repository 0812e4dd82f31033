package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.Test;

/** The start page, the project page and the triage. */
class ProjectTest extends BrowserTest {
    @Test
    void aProjectIsATableOfItsSeries() {
        Path first = PhantomSeries.copyOfFinished(temp.resolve("TS_01.goldtrail"));
        PhantomSeries.fresh(temp.resolve("TS_02.goldtrail"));
        open("/");
        assertThat(page.getByText("No workflow was opened yet.")).isVisible();
        screenshot("start");
        page.getByText("open a workflow").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("TS_01.goldtrail"))
                .click();
        assertThat(page.getByRole(AriaRole.TAB)).hasCount(6);

        open("/p/?folder=" + temp);
        assertThat(page.getByText("2 series")).isVisible();
        assertThat(page.getByText("1 good")).isVisible();
        assertThat(page.getByText("25 / 25")).isVisible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("residual"))
                .click();
        assertThat(page.locator("tbody tr").first()).containsText("good");
        page.waitForFunction("() => true");
        screenshot("project");

        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("triage").setExact(true))
                .first()
                .click();
        assertThat(page.getByText("triage 1 of 2")).isVisible();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("x");
        assertThat(page.locator("figure.off")).hasCount(1);
        org.assertj.core.api.Assertions.assertThat(Workflow.open(first).discarded())
                .hasSize(1);
        page.waitForCondition(
                () -> Boolean.TRUE.equals(
                        page.locator("gt-triage")
                                .evaluate(
                                        "e => [...e.renderRoot.querySelectorAll('img')].every(i => i.complete && i.naturalWidth > 0)")));
        screenshot("triage");
        page.keyboard().press("Shift+X");
        assertThat(page.locator("figure.off")).hasCount(0);
        page.keyboard().press("a");
        assertThat(page.getByText("triage 2 of 2")).isVisible();
        page.keyboard().press("p");
        assertThat(page.getByText("accepted")).isVisible();
    }

    @Test
    void anEmptyFolderAndAMissingOneSaySo() {
        open("/p/?folder=" + temp);
        assertThat(page.getByText("There is no workflow and no raw stack in this folder."))
                .isVisible();
        Page dark = newPage(1280, 720, ColorScheme.DARK);
        open(dark, "/p/?folder=/etc");
        assertThat(dark.getByText("outside the folders that may be seen")).isVisible();
        screenshot(dark, "project-refused");
        expectErrors();
        open(dark, "/w/000000000000");
        assertThat(dark.getByText("no workflow of this name is open")).isVisible();
        expectErrors();
    }
}
