package org.goldtrail.app.guide;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.goldtrail.workflow.batch.WorkerProgram;

/** How this program is started again. */
public final class ThisProgram {
    private static final String MAIN_CLASS = "org.goldtrail.app.Main";

    private ThisProgram() {}

    /** This program as a process of its own. */
    public static WorkerProgram asProcess() {
        List<String> options = List.of(
                "-XX:+UseParallelGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true");
        return new WorkerProgram(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                options,
                absolute(System.getProperty("java.class.path")),
                MAIN_CLASS);
    }

    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            // an asterisk at the end stands for all jars of a folder and is no name of a file
            entries.add(
                    entry.endsWith("*")
                            ? Path.of(entry.substring(0, entry.length() - 1)).toAbsolutePath() + File.separator + "*"
                            : Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
