package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.goldtrail.server.PhantomSeries;
import org.junit.jupiter.api.Test;

/** The workflow window. */
class WorkbenchTest extends BrowserTest {
    @Test
    void aFinishedWorkflowIsShown() {
        open("/w/" + idOf(PhantomSeries.finished()));
        assertThat(page.getByText("detection.detectPeaks: done")).isVisible();
        screenshot("workbench");
    }
}
