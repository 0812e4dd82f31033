package org.goldtrail.server.plots;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.goldtrail.markers.Observation;
import org.goldtrail.server.browser.WindowTest;
import org.junit.jupiter.api.Test;

/** The gallery by mouse and keys: sort, filter, choose, delete, reject. */
class GalleryTest extends WindowTest {
    private static final String SORTED = "e.items.every((item, i, all) => !i || %s)";

    private Locator gallery(String source) {
        window("gallery?source=" + source);
        Locator grid = page.locator("gt-patch-grid");
        assertThat(grid).isVisible();
        waitUntil(grid, "Boolean(e.items.length && (e.items[0].picture || e.patches?.known(e.items[0])))");
        return grid;
    }

    private static double[] patch(Locator grid, int item) {
        return place(grid, "e.whereIs(e.items[p].id)", item);
    }

    private void click(double[] at, String... modifiers) {
        for (String key : modifiers) {
            page.keyboard().down(key);
        }
        page.mouse().click(at[0], at[1]);
        for (String key : modifiers) {
            page.keyboard().up(key);
        }
    }

    @Test
    void patchesAreSortedFilteredChosenAndDeleted() throws Exception {
        Locator grid = gallery("markers");
        screenshot("gallery");
        assertThat(number(grid, "e.items.length")).isEqualTo(before.size());
        page.locator("#order").selectOption("cc");
        waitUntil(grid, SORTED.formatted("all[i - 1].cc <= item.cc"));
        page.locator("#order").selectOption("residual");
        waitUntil(
                grid,
                SORTED.formatted("(all[i - 1].residual ?? -1) >= (item.residual ?? -1)")
                        + " && e.items[0].residual > 0");
        page.locator("#order").selectOption("marker");
        waitUntil(grid, SORTED.formatted("all[i - 1].marker <= item.marker"));
        Observation some = before.observations().get(17);
        page.locator("#marker").selectOption(String.valueOf(some.marker()));
        long ofMarker = before.observations().stream()
                .filter(o -> o.marker() == some.marker())
                .count();
        waitUntil(grid, "e.items.length === " + ofMarker);
        page.locator("#marker").selectOption("");
        page.locator("#view").selectOption("12");
        List<Observation> inView =
                before.observations().stream().filter(o -> o.tilt() == 12).toList();
        waitUntil(grid, "e.items.length === " + inView.size());
        assertThat(Files.readAllLines(saved("#save-csv"))).hasSize(1 + inView.size());
        assertThat(Files.size(saved("#save-png"))).isGreaterThan(2000);

        click(patch(grid, 0));
        click(patch(grid, 2), "Shift");
        click(patch(grid, 1), "Control");
        assertThat(page.locator("#delete")).hasText(Pattern.compile("delete\\s+2"));
        screenshot("gallery-chosen");
        page.keyboard().press("Delete");
        assertThat(page.locator("#save-state")).containsText("1 unsaved");
        waitUntil(grid, "e.items.length === " + (inView.size() - 2));
        page.keyboard().press("Control+z");
        waitUntil(grid, "e.items.length === " + inView.size());
        page.keyboard().press("Control+a");
        page.locator("#delete").click();
        waitUntil(grid, "e.items.length === 0");
        page.locator("#save").click();
        assertThat(page.locator("#save-state")).containsText("saved as version");
        assertThat(workflow.markers().get().size()).isEqualTo(before.size() - inView.size());
    }

    @Test
    void peaksAreRejectedWhenItIsSaved() {
        Locator grid = gallery("peaks");
        BitSet selected = workflow.peaks().selection().selected();
        page.locator("#order").selectOption("cc");
        page.locator("#below").fill("0.3");
        page.keyboard().press("Tab");
        long below =
                workflow.peaks().all().stream().filter(p -> p.cc() < 0.29995).count();
        waitUntil(grid, "e.items.length >= " + below);
        page.locator("#below").fill("");
        page.keyboard().press("Tab");
        page.locator("#source").selectOption("selectedPeaks");
        waitUntil(grid, "e.items.length === " + selected.cardinality());
        grid.focus();
        click(patch(grid, 0));
        click(patch(grid, 4), "Shift");
        page.keyboard().press("Delete");
        assertThat(page.locator("#said")).hasText("5 not saved");
        waitUntil(grid, "e.items.length === " + (selected.cardinality() - 5));
        assertThat(workflow.peaks().selection().selected()).isEqualTo(selected);
        page.keyboard().press("Control+z");
        waitUntil(grid, "e.items.length === " + selected.cardinality());
        assertThat(page.locator("#save")).isDisabled();
        click(patch(grid, 0));
        page.keyboard().press("Delete");
        boolean[] asked = {false};
        page.onDialog(dialog -> {
            asked[0] = dialog.type().equals("beforeunload");
            dialog.dismiss();
        });
        page.close(new Page.CloseOptions().setRunBeforeUnload(true));
        page.waitForCondition(() -> asked[0]);
        page.locator("#save").click();
        assertThat(page.locator("#said")).containsText("saved; the indexing");
        assertThat(workflow.peaks().selection().selected().cardinality()).isEqualTo(selected.cardinality() - 1);
        screenshot("gallery-peaks");
    }

    @Test
    void averagesLeadToTheirPatchesAndPatchesToTheEditor() {
        Locator grid = gallery("averages");
        screenshot("gallery-averages");
        double[] second = patch(grid, 1);
        page.mouse().dblclick(second[0], second[1]);
        assertThat(page.locator("#source")).hasValue("markers");
        waitUntil(grid, "e.items.length > 1 && e.items.every(item => item.marker === e.items[0].marker)");
        double[] first = patch(grid, 0);
        Page editor = page.waitForPopup(() -> page.mouse().dblclick(first[0], first[1]));
        assertThat(editor).hasURL(Pattern.compile("dmarkers\\?tilt=\\d+&marker=\\d+"));
    }
}
