package org.goldtrail.workflow.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How to start this program again as a process of its own.
 *
 * @param java the Java command
 * @param options of Java, without those that say how much of the machine it may use
 * @param classPath where the program lies; on a cluster it must be seen by all nodes
 * @param mainClass of the command line
 */
public record WorkerProgram(String java, List<String> options, String classPath, String mainClass) {
    /** What a Java process needs beyond its heap: code, threads, buffers. */
    static final int OVERHEAD_MB = 350;

    public WorkerProgram {
        options = List.copyOf(options);
    }

    /** The command line of a process with so much heap that uses so many cores. */
    public List<String> command(int heapMb, int cores, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.add(String.format(Locale.ROOT, "-Xmx%dm", heapMb));
        command.add("-XX:ActiveProcessorCount=" + cores);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
