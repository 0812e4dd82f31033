package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.goldtrail.server.PhantomSeries;
import org.junit.jupiter.api.Test;

/** The workflow window. */
class WorkbenchTest extends BrowserTest {
    @Test
    void aFinishedWorkflowIsShown() {
        String path = "/w/" + idOf(PhantomSeries.finished());
        open(path);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("quick")))
                .isVisible();
        assertThat(page.getByRole(AriaRole.TAB)).hasCount(6);
        screenshot("workbench-light");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("refinement"))
                .click();
        screenshot("workbench-refinement");
        Page dark = newPage(1280, 720, ColorScheme.DARK);
        open(dark, path);
        assertThat(dark.getByRole(AriaRole.TAB)).hasCount(6);
        dark.getByLabel("Parameters of detect peaks").click();
        screenshot(dark, "workbench-dark");
        open("/");
        assertThat(page.getByText("create a new workflow")).isVisible();
        screenshot("start");
        open("/p/?folder=" + PhantomSeries.home());
        assertThat(page.getByText("1 series")).isVisible();
        screenshot("project");
        open("/t/?folder=" + PhantomSeries.home());
        assertThat(page.getByText("triage 1 of 1")).isVisible();
        screenshot("triage");
    }
}
