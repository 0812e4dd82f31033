package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.goldtrail.server.PhantomSeries;
import org.junit.jupiter.api.Test;

/** The stack viewer. */
class ViewerTest extends BrowserTest {
    @Test
    void looks() {
        String id = idOf(PhantomSeries.copyOfFinished(temp.resolve("a")));
        open("/w/" + id + "/tmshow?item=rawStack&overlay=markers,residuals,reprojections");
        assertThat(page.getByText("view 13 (+0.0°)")).isVisible();
        page.waitForTimeout(1500);
        screenshot("tmshow-raw");
        open("/w/" + id + "/tmshow?item=alignedBinnedStack&overlay=axis,markers");
        page.waitForTimeout(1500);
        screenshot("tmshow-aligned");
        open("/w/" + id + "/tmshow?item=binnedTomogram&planes=3&overlay=beads");
        page.waitForTimeout(1500);
        page.keyboard().press("p");
        page.locator("gt-image-canvas[data-plane=xy]").click();
        page.waitForTimeout(1500);
        screenshot("tmshow-volume");
        page.keyboard().press("?");
        page.waitForTimeout(500);
        screenshot("tmshow-help");
    }
}
