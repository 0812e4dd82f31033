package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;

/** What a person sees of the workflow window, and clicks. */
final class WorkbenchPage {
    private static final double LONGEST_STEP_MS = 120_000;

    private final Page page;

    WorkbenchPage(Page page) {
        this.page = page;
    }

    Locator tab(String area) {
        return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(area));
    }

    /** The row of a step. */
    Locator row(String label) {
        return page.locator("gt-step-row")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".step", new Page.LocatorOptions().setHasText(label))));
    }

    /** The button of a step. */
    Locator step(String label) {
        return row(label).locator(".step");
    }

    void run(String label) {
        step(label).click();
        isDone(label);
    }

    /** Waits until a step is done: its button is bold. */
    void isDone(String label) {
        assertThat(step(label))
                .hasAttribute(
                        "data-state", "done", new LocatorAssertions.HasAttributeOptions().setTimeout(LONGEST_STEP_MS));
    }

    void hasState(String label, String state) {
        assertThat(step(label))
                .hasAttribute("data-state", state, new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));
    }

    void runThisTab(String lastStep) {
        button("run this tab").click();
        isDone(lastStep);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Shows the parameters of a step. */
    void plus(String label) {
        page.getByLabel("Parameters of " + label).click();
    }

    /** Opens a menu of the menu bar and goes through its submenus. */
    void menu(String... path) {
        button(path[0]).click();
        for (int i = 1; i < path.length; i++) {
            entry(path[i]).click();
        }
    }

    Locator entry(String name) {
        return page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    /** Opens the tool menu of a step with the right button, as the walkthrough does. */
    void tools(String label) {
        page.getByLabel("Tools of " + label).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
    }

    void view(String label) {
        page.getByLabel("View " + label, new Page.GetByLabelOptions().setExact(true))
                .click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
    }

    Locator dialog(String title) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(title));
    }

    /** Clicks through folders to a file in the file browser of a dialog. */
    void choose(Locator dialog, String... names) {
        for (String name : names) {
            dialog.locator(".name")
                    .getByText(name, new Locator.GetByTextOptions().setExact(true))
                    .click();
        }
    }

    /** Waits for a sentence at the foot of the page. */
    void isTold(String sentence) {
        assertThat(page.locator(".gt-notice").getByText(sentence)).isVisible();
    }

    void closeDialog(String title) {
        dialog(title)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close window"))
                .click();
        assertThat(dialog(title)).hasCount(0);
    }
}
