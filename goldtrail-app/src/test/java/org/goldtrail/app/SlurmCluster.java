package org.goldtrail.app;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Slurm cluster of this one machine: munged, slurmctld and slurmd as children of this process, all their files in a folder.
 * Containers have no systemd and no cgroups of their own, hence the plugins.
 */
final class SlurmCluster implements AutoCloseable {
    private static final List<String> PROGRAMS =
            List.of("munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel");
    private static final int PATIENCE_SECONDS = 90;

    private final Path folder;
    private final Process munge;
    private final Process controller;
    private @Nullable Process node;

    private SlurmCluster(Path folder) throws Exception {
        this.folder = folder;
        for (String name : List.of("state", "spool", "munge")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.setPosixFilePermissions(folder.resolve("munge"), PosixFilePermissions.fromString("rwx------"));
        byte[] key = new byte[1024];
        new SecureRandom().nextBytes(key);
        Path keyFile = Files.write(folder.resolve("munge/key"), key);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("r--------"));
        munge = start(
                "munged",
                "--foreground",
                "--force",
                "--key-file=" + keyFile,
                "--socket=" + folder.resolve("munge/socket"),
                "--pid-file=" + folder.resolve("munge/pid"),
                "--seed-file=" + folder.resolve("munge/seed"));
        Files.writeString(folder.resolve("slurm.conf"), configuration());
        controller = start("slurmctld", "-D", "-c");
        startNode();
        await();
    }

    /** Why there can be no cluster here; empty if there can be one. */
    static Optional<String> obstacle() {
        for (String program : PROGRAMS) {
            if (find(program).isEmpty()) {
                return Optional.of("skipped: " + program
                        + " is missing; install the packages slurm-wlm and munge (./check --full does, as root)");
            }
        }
        return "root".equals(System.getProperty("user.name"))
                ? Optional.empty()
                : Optional.of("skipped: slurmd and munged of a test have to be started by root");
    }

    private static Optional<Path> find(String program) {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)), Stream.of("/usr/sbin", "/sbin"))
                .map(f -> Path.of(f, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts a cluster whose files lie in a folder. */
    static SlurmCluster start(Path folder) throws Exception {
        return new SlurmCluster(folder);
    }

    private String configuration() throws IOException {
        String host = InetAddress.getLocalHost().getHostName();
        return """
                ClusterName=goldtrail
                SlurmctldHost=%1$s(127.0.0.1)
                SlurmUser=root
                SlurmdUser=root
                AuthType=auth/munge
                AuthInfo=socket=%2$s/munge/socket,cred_expire=5
                CredType=cred/munge
                SlurmctldPort=%3$d
                SlurmdPort=%4$d
                StateSaveLocation=%2$s/state
                SlurmdSpoolDir=%2$s/spool
                SlurmctldPidFile=%2$s/slurmctld.pid
                SlurmdPidFile=%2$s/slurmd.pid
                ProctrackType=proctrack/pgid
                TaskPlugin=task/none
                MpiDefault=none
                SelectType=select/cons_tres
                SelectTypeParameters=CR_Core
                ReturnToService=2
                SlurmdTimeout=15
                BatchStartTimeout=10
                KillWait=5
                JobRequeue=1
                NodeName=%1$s NodeAddr=127.0.0.1 CPUs=%5$d RealMemory=1500 State=UNKNOWN
                PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
                """.formatted(
                host, folder, freePort(), freePort(), Runtime.getRuntime().availableProcessors());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** What Slurm's commands need to find this cluster. */
    Map<String, String> environment() {
        return Map.of("SLURM_CONF", folder.resolve("slurm.conf").toString());
    }

    private Process start(String program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(find(program).orElseThrow().toString()), Stream.of(arguments))
                        .toList());
        builder.environment().putAll(environment());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(program + ".log").toFile()))
                .start();
    }

    void startNode() throws IOException {
        node = start("slurmd", "-D", "-c");
    }

    /**
     * Ends slurmd at once and all that runs below it, as when the power fails.
     *
     * @param words that only commands of the jobs have
     */
    void crashNode(String words) {
        Process daemon = java.util.Objects.requireNonNull(node);
        daemon.destroyForcibly();
        List<ProcessHandle> tasks = ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains("batch-worker " + words))
                .toList();
        for (ProcessHandle task : tasks) {
            task.parent()
                    .filter(p -> p.info().command().orElse("").endsWith("slurmstepd"))
                    .ifPresent(ProcessHandle::destroyForcibly);
            task.destroyForcibly();
        }
    }

    private void await() throws Exception {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String answer = "";
        while (System.nanoTime() < patience) {
            ProcessBuilder builder = new ProcessBuilder("sinfo", "--noheader", "--format=%T").redirectErrorStream(true);
            builder.environment().putAll(environment());
            answer = new String(
                    builder.start().getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (answer.strip().equals("idle")) {
                return;
            }
            Thread.sleep(300);
        }
        close();
        throw new IllegalStateException("the cluster did not come up: " + answer + log("slurmctld") + log("slurmd"));
    }

    /** What a daemon has said. */
    String log(String program) throws IOException {
        return "\n" + program + ":\n" + Files.readString(folder.resolve(program + ".log"));
    }

    @Override
    public void close() throws InterruptedException {
        for (Process p : new Process[] {node, controller, munge}) {
            if (p != null) {
                p.destroy();
                if (!p.waitFor(20, TimeUnit.SECONDS)) {
                    p.destroyForcibly().waitFor();
                }
            }
        }
    }
}
