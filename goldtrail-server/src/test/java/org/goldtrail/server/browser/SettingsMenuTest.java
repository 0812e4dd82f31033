package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The menus Settings, Working Markers and Fit. */
class SettingsMenuTest extends BrowserTest {
    @SuppressWarnings("NullAway.Init") // set before each test
    private WorkbenchPage workbench;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Workflow workflow;

    @BeforeEach
    void openCopy() {
        Path folder = PhantomSeries.copyOfFinished(temp.resolve("menus.goldtrail"));
        open("/w/" + idOf(folder));
        workbench = new WorkbenchPage(page);
        workbench.hasState("detect peaks", "done");
        workflow = Workflow.open(folder);
    }

    @Test
    void settingsAreLoadedEditedAndSaved() throws IOException {
        Files.writeString(temp.resolve("mine.yaml"), "detection:\n  detectPeaks:\n    maskRadiusPx: 17\n");
        workbench.menu("Settings", "load settings …");
        Locator dialog = workbench.dialog("Load settings");
        dialog.getByLabel("Folder above").click();
        workbench.choose(dialog, "mine.yaml");
        assertThat(dialog.getByText("detection.detectPeaks.maskRadiusPx: 17")).isVisible();
        workbench.closeDialog("Load settings");
        workbench.hasState("detect peaks", "outdated");

        workbench.menu("Settings", "edit [general]");
        Locator general = workbench.dialog("Settings: general");
        for (String label :
                new String[] {"pixel size", "voltage", "Cs", "amplitude contrast", "nominal defocus", "axis", "dose"}) {
            assertThat(general.getByLabel(Pattern.compile(label)).first()).isVisible();
        }
        general.getByLabel("acceleration voltage").fill("200");
        general.getByLabel("acceleration voltage").press("Enter");
        assertThat(general.getByLabel("Restore default of acceleration voltage"))
                .isVisible();
        workbench.closeDialog("Settings: general");
        workbench.menu("Settings", "edit [computing]");
        assertThat(workbench.dialog("Settings: computing").getByLabel("threads"))
                .isVisible();
        workbench.closeDialog("Settings: computing");

        Download saved = page.waitForDownload(() -> workbench.menu("Settings", "save settings"));
        assertThat(saved.suggestedFilename()).isEqualTo("quick_settings.yaml");
        assertThat(Files.readString(saved.path())).contains("maskRadiusPx: 17", "voltageKv: 200");
    }

    @Test
    void workingMarkersAreSavedComparedAndExchanged() throws IOException {
        int before = head();
        workbench.menu("Working Markers", "save …");
        Locator save = workbench.dialog("Save the working markers");
        save.getByLabel("Note").fill("before trimming by hand");
        save.getByLabel("Note").press("Enter");
        workbench.isTold("Working markers: version " + (before + 1));
        assertThat(head()).isEqualTo(before + 1);

        workbench.menu("Working Markers", "restore", "output of selection of stable trails");
        workbench.isTold("Working markers: version " + (before + 2));
        workbench.menu("Working Markers", "undo");
        workbench.menu("Working Markers", "compare …");
        Locator compare = workbench.dialog("Compare versions of the working markers");
        compare.getByLabel("before").selectOption("1");
        assertThat(compare).containsText(Pattern.compile("[0-9]+ markers added, [0-9]+ removed"));
        assertThat(compare.getByText("before trimming by hand")).isVisible();
        screenshot("versions-compared");
        workbench.closeDialog("Compare versions of the working markers");

        Download exported = page.waitForDownload(() -> workbench.menu("Working Markers", "export"));
        Path csv = temp.resolve("mine.csv");
        Files.copy(exported.path(), csv);
        workbench.menu("Working Markers", "import …");
        Locator dialog = workbench.dialog("Import working markers");
        dialog.getByLabel("Folder above").click();
        workbench.choose(dialog, "mine.csv");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        workbench.menu("Working Markers", "import …");
        workbench
                .dialog("Import working markers")
                .getByLabel("from this computer")
                .setInputFiles(csv);
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(workflow.markers().versions().all().getLast().note()).contains("mine.csv");
    }

    private int head() {
        return workflow.markers().versions().head().orElseThrow().version();
    }

    @Test
    void theFitIsChosenRunAndReported() {
        workbench.menu("Fit", "model choice …");
        Locator model = workbench.dialog("Parameters of final selection");
        assertThat(model.getByLabel(Pattern.compile("rotation")).first()).isVisible();
        assertThat(model.getByLabel(Pattern.compile("magnification")).first()).isVisible();
        screenshot("model-choice");
        workbench.closeDialog("Parameters of final selection");

        String started = started();
        workbench.menu("Fit", "run");
        page.waitForCondition(() -> !started().equals(started));
        workbench.tab("refinement").click();
        workbench.isDone("final selection");
        assertThat(workbench.row("final selection")).containsText("leave-out");

        Page report = page.waitForPopup(() -> workbench.menu("Fit", "report per tilt and per marker"));
        assertThat(report).hasURL(Pattern.compile("/w/[0-9a-f]+/fitting"));
        assertThat(report.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("CSV")))
                .isVisible();
        report.close();
        Page scissors = page.waitForPopup(() -> workbench.menu("Fit", "residual of each observation"));
        assertThat(scissors).hasURL(Pattern.compile("/w/[0-9a-f]+/scissors"));
        scissors.close();
    }

    private String started() {
        return workflow.status("refinement.finalSelection")
                .provenance()
                .orElseThrow()
                .started();
    }
}
