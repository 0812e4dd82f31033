package org.goldtrail.app.guide;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.app.console.Words;
import org.goldtrail.kernel.Kernels;
import org.goldtrail.workflow.units.Version;

/** Looks at the machine and the folder that the work is to be done in. */
final class Examination {
    private static final long LITTLE_HEAP = 700L << 20;
    private static final long LITTLE_DISK = 10_000_000_000L;

    private Examination() {}

    static List<Finding> of(Path folder) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.fine("Goldtrail", Version.NUMBER));
        findings.add(Finding.fine("Java", Runtime.version() + ", " + System.getProperty("java.vm.vendor")));
        findings.add(vectors());
        findings.add(Finding.fine("cores", Integer.toString(Runtime.getRuntime().availableProcessors())));
        findings.add(memory());
        findings.addAll(disk(folder.toAbsolutePath().normalize()));
        ExternalProgram.ALL.forEach(p -> findings.add(p.look()));
        return findings;
    }

    private static Finding vectors() {
        String name = Kernels.best().name();
        return name.startsWith("vector")
                ? Finding.fine("vectors", "Vector API, " + name.substring(name.indexOf(' ') + 1) + " bits wide")
                : new Finding(
                        Finding.Kind.WARNING,
                        "vectors",
                        "the plain loops are used, which are slower",
                        "start Goldtrail by its launcher, which adds the module jdk.incubator.vector");
    }

    private static Finding memory() {
        long heap = Runtime.getRuntime().maxMemory();
        String text = Words.bytes(heap) + " for Goldtrail";
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine) {
            text += " of " + Words.bytes(machine.getTotalMemorySize()) + " in this machine, "
                    + Words.bytes(machine.getFreeMemorySize()) + " free";
        }
        return heap < LITTLE_HEAP
                ? new Finding(Finding.Kind.WARNING, "memory", text, "give more: GOLDTRAIL_HEAP=2g goldtrail ...")
                : Finding.fine("memory", text + " (GOLDTRAIL_HEAP changes it)");
    }

    private static List<Finding> disk(Path folder) {
        List<Finding> findings = new ArrayList<>();
        try {
            FileStore store = Files.getFileStore(folder);
            long free = store.getUsableSpace();
            String text = Words.bytes(free) + " free of " + Words.bytes(store.getTotalSpace()) + " (" + store.type()
                    + ") at " + folder;
            findings.add(
                    free < LITTLE_DISK
                            ? new Finding(
                                    Finding.Kind.WARNING,
                                    "disk",
                                    text,
                                    "a series needs about five times the size of its stack")
                            : Finding.fine("disk", text));
        } catch (IOException e) {
            findings.add(new Finding(
                    Finding.Kind.PROBLEM, "disk", folder + " cannot be looked at", "check its name and rights"));
            return findings;
        }
        findings.add(writing(folder));
        return findings;
    }

    /** Whether the folder can be written, and whether its file system keeps locks. */
    private static Finding writing(Path folder) {
        Path probe =
                folder.resolve(".goldtrail-doctor-" + ProcessHandle.current().pid());
        try (FileChannel channel = FileChannel.open(
                        probe,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
                FileLock lock = channel.tryLock()) {
            return lock != null && lock.isValid()
                    ? Finding.fine("locks", "the folder can be written and its file system keeps locks")
                    : noLocks();
        } catch (IOException e) {
            return Files.isWritable(folder) && Files.exists(probe)
                    ? noLocks()
                    : new Finding(
                            Finding.Kind.PROBLEM,
                            "locks",
                            "the folder cannot be written",
                            String.format(Locale.ROOT, "work in another one, or name it: goldtrail doctor FOLDER"));
        }
    }

    private static Finding noLocks() {
        return new Finding(
                Finding.Kind.WARNING,
                "locks",
                "this file system keeps no locks",
                "do not work on one folder from two machines at once");
    }
}
