package org.goldtrail.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every shell begins with: imports, and the workflow as {@code u}. */
final class ShellStart {
    private static final List<String> CODE = List.of(
            "import java.nio.file.*;",
            "import java.util.*;",
            "import java.util.stream.*;",
            "import org.goldtrail.markers.*;",
            "import org.goldtrail.workflow.*;",
            "import org.goldtrail.workflow.catalogue.*;",
            "import org.goldtrail.workflow.engine.*;",
            "import org.goldtrail.workflow.judgement.*;",
            "import org.goldtrail.workflow.units.*;",
            "import static org.goldtrail.app.Walkthrough.dtsa;",
            "import static org.goldtrail.app.Walkthrough.page;",
            "Workflow u = " + Walkthrough.class.getName() + ".opened();");

    private static final List<String> LOOKS = List.of(
            "/set mode goldtrail normal -quiet",
            "/set prompt goldtrail \"goldtrail> \" \"      ...> \"",
            "/set truncation goldtrail 100000",
            "/set mode goldtrail -retain",
            "/set feedback -retain goldtrail",
            "/exit");

    private ShellStart() {}

    /** Pieces of code, one after the other. */
    static List<String> code() {
        return CODE;
    }

    /** The startup file of the interactive shell. */
    static String script() {
        return lines(CODE);
    }

    /** Commands that set the prompt and let values be shown in full, once and for all. */
    static String looks() {
        return lines(LOOKS);
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(l -> l + "\n").collect(Collectors.joining());
    }

    /** The libraries that code may use: all of this program's. JShell refuses places where nothing is. */
    static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(place -> Files.exists(Path.of(place)))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
