package org.goldtrail.app.exchange;

import org.goldtrail.interchange.Exported;

/** Says what an export has written. */
final class ExportedText {
    private ExportedText() {}

    static void print(Exported exported) {
        exported.files().forEach(f -> System.out.println("wrote " + f));
        exported.remarks().forEach(r -> System.out.println("note: " + r));
        exported.commands().forEach(c -> System.out.println("next: " + c));
    }
}
