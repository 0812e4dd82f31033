package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.goldtrail.server.PhantomSeries;
import org.junit.jupiter.api.Test;

/** The stack viewer. */
class ViewerTest extends BrowserTest {
    @Test
    void theRawStackIsShown() {
        open("/w/" + idOf(PhantomSeries.finished()) + "/tmshow?item=rawStack");
        assertThat(page.getByText("view 13 (+0.0°)")).isVisible();
        page.waitForTimeout(1500);
        screenshot("tmshow-raw");
    }
}
