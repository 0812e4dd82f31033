package org.goldtrail.app.guide;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.goldtrail.workflow.batch.WorkerProgram;

/** How this program is started again. */
public final class ThisProgram {
    /** System property with further options of Java for the processes that this one starts, separated by blanks. */
    static final String OPTIONS_PROPERTY = "goldtrail.childOptions";

    private static final String MAIN_CLASS = "org.goldtrail.app.Main";

    private ThisProgram() {}

    /** This program as a process of its own. */
    public static WorkerProgram asProcess() {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseParallelGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true"));
        Stream.of(System.getProperty(OPTIONS_PROPERTY, "").split(" ", -1))
                .filter(option -> !option.isBlank())
                .forEach(options::add);
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
