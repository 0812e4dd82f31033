package org.goldtrail.app.gui;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.guide.Doctor;
import org.goldtrail.app.guide.ThisProgram;
import org.goldtrail.server.GoldtrailServer;
import org.goldtrail.server.HostProgram;
import org.goldtrail.server.ServerOptions;
import org.goldtrail.server.security.ServerFile;
import org.goldtrail.server.security.Tls;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.batch.BatchFolder;
import org.goldtrail.workflow.files.FolderFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail gui}: serves the page until it is stopped. */
@Command(
        name = "gui",
        description = "Serves the page in which workflows are made, run and looked at.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The page sees the folder named, with all below it, and nothing else. Runs go on while the page is",
            "closed, and end with this command.",
            "The address holds a token that opens one browser once; Tools > open in another browser gives more."
        })
public final class GuiCommand implements Callable<Integer> {
    private static final String PASSWORD_VARIABLE = "GOLDTRAIL_TLS_PASSWORD";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "a workflow, or a folder with workflows and raw stacks (default: the present folder)")
    private @Nullable Path folder;

    @Option(
            names = "--also",
            paramLabel = "FOLDER",
            description = "a further folder that the page may see, like one of raw data; may be given again")
    private List<Path> also = new ArrayList<>();

    @Option(names = "--port", paramLabel = "N", description = "port to listen on (default: one that is free)")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "address to listen on (default ${DEFAULT-VALUE}); another one needs --allow-remote")
    private String bind = ServerOptions.LOOPBACK;

    @Option(
            names = "--allow-remote",
            description =
                    "let other machines connect; without --tls-keystore nothing is encrypted on the way, and an SSH"
                            + " tunnel is safer")
    private boolean allowRemote;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "serve by https with the key and certificate of this file (PKCS #12 or JKS)")
    private @Nullable Path keyStore;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            description = "a file whose first line is the password of the key store (default: the environment variable "
                    + PASSWORD_VARIABLE + ")")
    private @Nullable Path passwordFile;

    @Option(names = "--no-browser", description = "only print the address")
    private boolean noBrowser;

    @Override
    public Integer call() throws InterruptedException {
        checkAddress();
        Path target = (folder == null ? Path.of("") : folder).toAbsolutePath().normalize();
        boolean isWorkflow = Workflow.isWorkflow(target);
        List<Path> roots = new ArrayList<>();
        roots.add(isWorkflow && target.getParent() != null ? target.getParent() : target);
        also.forEach(p -> roots.add(p.toAbsolutePath().normalize()));
        HostProgram host = new HostProgram(Optional.of(ThisProgram.asProcess()), Doctor::checks);
        Optional<Tls> tls = Optional.ofNullable(keyStore).map(file -> new Tls(file, password(file)));
        ServerOptions options = new ServerOptions(bind, port, roots, Optional.of(ServerFile.userFolder()), host, tls);
        GoldtrailServer server = GoldtrailServer.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "close"));
        String path = isWorkflow
                ? "/w/" + server.context().workflows().open(target)
                : BatchFolder.isBatch(target) ? "/p/" : "/";
        tell(server, server.link(path));
        Thread.currentThread().join();
        return 0;
    }

    private void checkAddress() {
        if (port < 0 || port > 65535) {
            throw new GoldtrailException("a port is a number from 0 to 65535, not " + port, "--port", "give another");
        }
        try {
            if (!InetAddress.getByName(bind).isLoopbackAddress() && !allowRemote) {
                throw new GoldtrailException(
                        "other machines could connect to " + bind + (keyStore == null ? ", without encryption" : ""),
                        "--bind",
                        keyStore == null
                                ? "use an SSH tunnel instead, or add --allow-remote and, for encryption, --tls-keystore FILE"
                                : "add --allow-remote");
            }
        } catch (UnknownHostException e) {
            throw new GoldtrailException(
                    "\"" + bind + "\" is no address of this machine", "--bind", "leave it out for 127.0.0.1", e);
        }
    }

    private void tell(GoldtrailServer server, String link) {
        System.out.println("the page: " + link);
        if (bind.equals(ServerOptions.LOOPBACK)) {
            System.out.println("from another machine: ssh -L " + server.port() + ":127.0.0.1:" + server.port() + " "
                    + hostName() + ", then open the same address there");
        } else if (keyStore == null) {
            System.err.println("warning: what the page shows and its token cross the network without encryption; "
                    + "an SSH tunnel to 127.0.0.1 is safer");
        }
        System.out.println("stop with Ctrl-C");
        if (!noBrowser) {
            Browser.open(link);
        }
    }

    private String password(Path file) {
        if (passwordFile != null) {
            return FolderFiles.lines(passwordFile).stream()
                    .findFirst()
                    .orElseThrow(() -> new GoldtrailException(
                            "there is no password in this file",
                            String.valueOf(passwordFile),
                            "write it into the first line"));
        }
        String given = System.getenv(PASSWORD_VARIABLE);
        if (given == null) {
            throw new GoldtrailException(
                    "the password of the key store is not given",
                    file.toString(),
                    "set " + PASSWORD_VARIABLE + " or give --tls-password-file FILE");
        }
        return given;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "THIS_HOST";
        }
    }
}
