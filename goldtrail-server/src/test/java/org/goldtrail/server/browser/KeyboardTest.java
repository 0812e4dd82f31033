package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.Test;

/** Menus, tabs and steps by either mouse button and without any mouse. */
class KeyboardTest extends BrowserTest {
    @Test
    void toolsAndViewsOpenByBothButtonsAndByKeyboard() {
        open("/w/" + idOf(PhantomSeries.finished()));
        WorkbenchPage workbench = new WorkbenchPage(page);
        workbench.hasState("detect peaks", "done");
        Locator menu = page.getByRole(AriaRole.MENU);
        for (String name : new String[] {"Tools of detect peaks", "View detect peaks"}) {
            String entry = name.startsWith("Tools") ? "show log" : "montage of patches";
            Locator button =
                    page.getByLabel(name, new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true));
            for (MouseButton mouse : new MouseButton[] {MouseButton.LEFT, MouseButton.RIGHT}) {
                button.click(new Locator.ClickOptions().setButton(mouse));
                assertThat(workbench.entry(entry)).isVisible();
                assertThat(button).hasAttribute("aria-expanded", "true");
                page.keyboard().press("Escape");
                assertThat(menu).hasCount(0);
                assertThat(button).isFocused();
            }
            for (String key : new String[] {"Enter", "Space", "Shift+F10", "ArrowDown"}) {
                page.keyboard().press(key);
                assertThat(menu).isVisible();
                assertThat(page.getByRole(AriaRole.MENUITEM).first()).isFocused();
                page.keyboard().press("Escape");
                assertThat(menu).hasCount(0);
                assertThat(button).isFocused();
            }
        }
    }

    @Test
    void theWalkthroughsMenuPathsAreThereByKeyboard() {
        open("/w/" + idOf(PhantomSeries.finished()));
        WorkbenchPage workbench = new WorkbenchPage(page);
        workbench.hasState("detect peaks", "done");
        Keyboard keyboard = page.keyboard();
        workbench.button("Tools").focus();
        for (int i = 0; i < 3; i++) {
            keyboard.press("ArrowRight");
        }
        assertThat(workbench.button("IO")).isFocused();
        keyboard.press("ArrowDown");
        assertThat(workbench.entry("tilt series matrix")).isFocused();
        keyboard.press("w");
        assertThat(workbench.entry("working markers")).isFocused();
        keyboard.press("Home");
        keyboard.press("ArrowRight");
        assertThat(workbench.entry("inspect")).isFocused();
        keyboard.press("ArrowRight");
        assertThat(workbench.entry("On-the-fly view [dtmshow]")).isFocused();
        assertThat(page.getByRole(AriaRole.TOOLTIP)).isVisible();
        screenshot("menu-io");
        keyboard.press("ArrowLeft");
        assertThat(workbench.entry("inspect")).isFocused();
        keyboard.press("ArrowLeft");
        assertThat(workbench.entry("tilt series matrix")).isFocused();
        keyboard.press("ArrowLeft");
        assertThat(workbench.entry("edit [general]")).isFocused();
        keyboard.press("Escape");
        assertThat(page.getByRole(AriaRole.MENU)).hasCount(0);
        assertThat(workbench.button("Settings")).isFocused();
    }

    @Test
    void aStepIsSetAndRunWithoutTheMouse() {
        Path folder = PhantomSeries.copyOfFinished(temp.resolve("keys.goldtrail"));
        open("/w/" + idOf(folder));
        WorkbenchPage workbench = new WorkbenchPage(page);
        workbench.hasState("detect peaks", "done");
        Keyboard keyboard = page.keyboard();
        workbench.tab("detection").focus();
        keyboard.press("ArrowRight");
        assertThat(workbench.tab("indexing")).isFocused();
        assertThat(workbench.tab("indexing")).hasAttribute("aria-selected", "true");
        assertThat(workbench.step("rough alignment")).isVisible();
        keyboard.press("1");
        for (int i = 0; i < 4; i++) {
            keyboard.press("ArrowDown");
        }
        assertThat(workbench.step("peak features")).isFocused();
        keyboard.press("ArrowDown");
        keyboard.press("ArrowUp");
        keyboard.press("+");
        assertThat(page.getByLabel("Parameters of peak features")).hasAttribute("aria-expanded", "true");
        keyboard.press("+");
        assertThat(page.getByLabel("Parameters of peak features")).hasAttribute("aria-expanded", "false");
        String before = started(folder);
        keyboard.press("Enter");
        page.waitForCondition(() -> !started(folder).equals(before));
        workbench.isDone("peak features");
    }

    private static String started(Path folder) {
        return Workflow.open(folder)
                .status("detection.peakFeatures")
                .provenance()
                .orElseThrow()
                .started();
    }

    @Test
    void everyMenuEntrySaysSomething() {
        open("/w/" + idOf(PhantomSeries.finished()));
        WorkbenchPage workbench = new WorkbenchPage(page);
        workbench.hasState("detect peaks", "done");
        Object entries = page.evaluate("""
                async () => {
                  const { MENUS } = await import('/web/bench/menus.js');
                  const context = document.querySelector('gt-app').renderRoot.querySelector('gt-workbench').renderRoot
                    .querySelector('gt-menu-bar').context;
                  const dead = [];
                  const look = (entries, path) => entries.filter(e => e !== '-').forEach(e => {
                    const at = [...path, e.label];
                    if (e.entries) look(e.entries, at);
                    else if (!e.href && typeof e.run !== 'function') dead.push(at.join(' > '));
                    if (!e.entries && !e.help) dead.push('no help: ' + at.join(' > '));
                  });
                  MENUS.forEach(([name, entries]) => look(entries(context), [name]));
                  return [MENUS.map(([name]) => name).join(', '), dead.join('; ')];
                }""");
        assertThat(entries).isEqualTo(List.of("Tools, Help, Settings, IO, Working Markers, Fit", ""));
    }

    /** Menu paths in the manual, written like <i>IO &gt; export</i>, are those of the page. */
    @Test
    void theManualNamesWhatIsThere() throws IOException {
        open("/w/" + idOf(PhantomSeries.finished()));
        new WorkbenchPage(page).hasState("detect peaks", "done");
        Set<String> there = new HashSet<>();
        ((List<?>) page.evaluate("""
                async () => {
                  const { MENUS } = await import('/web/bench/menus.js');
                  const { catalogue } = await import('/web/lib/catalogue.js');
                  const context = document.querySelector('gt-app').renderRoot.querySelector('gt-workbench').renderRoot
                    .querySelector('gt-menu-bar').context;
                  const paths = [];
                  const look = (entries, path) => entries.filter(e => e !== '-').forEach(e => {
                    paths.push([...path, e.label.replace(' …', '')].join(' > '));
                    if (e.entries) look(e.entries, [...path, e.label]);
                  });
                  MENUS.forEach(([name, entries]) => look(entries(context), [name]));
                  (await catalogue()).steps.forEach(s => s.views.forEach(v => paths.push(`View > ${v.label}`)));
                  return paths;
                }""")).forEach(path -> there.add(path.toString()));
        String manual = Files.readString(Path.of("..", "docs", "manual", "gui-walkthrough.md"));
        List<String> named = Pattern.compile("\\*([A-Z][A-Za-z ]* > [^*]+)\\*")
                .matcher(manual)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(8)
                .allSatisfy(path -> assertThat(there).contains(path));
    }
}
