package org.goldtrail.workflow.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What this process has used of its machine so far.
 *
 * @param cpuSeconds of all its threads, in and out of the kernel
 * @param readBytes read from files and pipes; 0 where the system does not tell
 * @param writtenBytes written likewise
 */
record ProcessCost(double cpuSeconds, long readBytes, long writtenBytes) {
    private static final Path LINUX_COUNTERS = Path.of("/proc/self/io");

    /** Now. */
    static ProcessCost now() {
        double cpu = ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1000.0;
        return new ProcessCost(cpu, counter("rchar:"), counter("wchar:"));
    }

    /** What was used since an earlier moment. */
    ProcessCost since(ProcessCost before) {
        return new ProcessCost(
                cpuSeconds - before.cpuSeconds, readBytes - before.readBytes, writtenBytes - before.writtenBytes);
    }

    private static long counter(String name) {
        try {
            for (String line : Files.readAllLines(LINUX_COUNTERS, StandardCharsets.UTF_8)) {
                if (line.startsWith(name)) {
                    return Long.parseLong(line.substring(name.length()).strip());
                }
            }
        } catch (IOException e) {
            return 0; // no Linux, or a kernel that keeps no such counters: the cost is not known
        }
        return 0;
    }
}
