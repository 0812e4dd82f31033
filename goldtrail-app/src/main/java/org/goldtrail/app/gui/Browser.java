package org.goldtrail.app.gui;

import java.io.IOException;
import java.util.List;

/** Opens an address in the user's browser where there is a display. */
final class Browser {
    private Browser() {}

    static void open(String address) {
        boolean hasDisplay = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        boolean isMac = System.getProperty("os.name", "").startsWith("Mac");
        if (!hasDisplay && !isMac) {
            return; // a server without a screen: the address has been printed
        }
        try {
            new ProcessBuilder(List.of(isMac ? "open" : "xdg-open", address))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            System.out.println("no browser could be opened (" + e.getMessage() + "); open the address yourself");
        }
    }
}
