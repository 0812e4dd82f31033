package org.goldtrail.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.goldtrail.server.GoldtrailServer;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.server.ServerOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A test in a real browser: a server that sees {@link #temp} and the phantom series, and a page. A test also fails if the page
 * has thrown an error or asked for anything that does not exist, unless it {@link #expectErrors expects} that.
 */
@ExtendWith(SharedBrowser.class)
public abstract class BrowserTest {
    private static @Nullable Browser browser;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    protected Path temp;

    @SuppressWarnings("NullAway.Init") // set before each test
    protected GoldtrailServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    protected Page page;

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    static void use(Browser shared) {
        browser = shared;
    }

    @BeforeEach
    final void startServer() {
        server = GoldtrailServer.start(options());
        page = newPage(1280, 800, ColorScheme.LIGHT);
    }

    @AfterEach
    final void stopServer() {
        contexts.forEach(BrowserContext::close);
        server.close();
        assertThat(errors).as("errors of the page").isEmpty();
    }

    /** How the server is started. */
    protected ServerOptions options() {
        return ServerOptions.of(roots());
    }

    /** The folders the server may see. */
    protected Path[] roots() {
        return new Path[] {temp, PhantomSeries.home()};
    }

    /** A page in a browser of its own, which has no cookie yet. */
    protected final Page newPage(int width, int height, ColorScheme scheme) {
        if (browser == null) {
            throw new IllegalStateException("the browser is not started");
        }
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
        contexts.add(context);
        context.setDefaultTimeout(20_000);
        Page made = context.newPage();
        made.onPageError(error -> errors.add(error));
        made.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        return made;
    }

    /** For tests that make the page complain: forgets what it has complained of, and tells. */
    protected final List<String> expectErrors() {
        List<String> said = List.copyOf(errors);
        errors.clear();
        return said;
    }

    /** Opens a window by its address, like {@code /}, in {@link #page}. */
    protected final void open(String path) {
        open(page, path);
    }

    /** Opens a window by its address in a page that need not have a cookie yet. */
    protected final void open(Page in, String path) {
        int query = path.indexOf('?');
        in.navigate(server.link(query < 0 ? path : path.substring(0, query)));
        if (query >= 0) {
            in.navigate(server.link("/").replaceAll("/\\?.*", "") + path);
        }
    }

    /** The ID of a workflow folder in addresses: its window is {@code /w/ID}, one of its windows {@code /w/ID/NAME}. */
    protected final String idOf(Path workflow) {
        return server.context().workflows().open(workflow);
    }

    /** Keeps what the page shows as {@code target/screenshots/NAME.png}. */
    protected final void screenshot(String name) {
        screenshot(page, name);
    }

    /** Keeps what a page shows as {@code target/screenshots/NAME.png}. */
    protected final void screenshot(Page of, String name) {
        of.screenshot(new Page.ScreenshotOptions().setPath(picture(name)));
    }

    /** Keeps what an element shows as {@code target/screenshots/NAME.png}. */
    protected final void screenshot(Locator of, String name) {
        of.screenshot(new Locator.ScreenshotOptions().setPath(picture(name)));
    }

    private static Path picture(String name) {
        return Path.of("target", "screenshots", name + ".png");
    }
}
