package org.goldtrail.app.gui;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.GoldtrailServer;
import org.goldtrail.server.ServerOptions;
import org.goldtrail.workflow.Workflow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail gui}: serves the page until it is stopped. */
@Command(
        name = "gui",
        description = "Serves the page in which workflows are made, run and looked at.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class GuiCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "a workflow, or a folder with workflows and raw stacks (default: the present folder)")
    private @Nullable Path folder;

    @Option(names = "--port", paramLabel = "N", description = "port to listen on (default: one that is free)")
    private int port;

    @Option(names = "--no-browser", description = "only print the address")
    private boolean noBrowser;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65535) {
            throw new GoldtrailException("a port is a number from 0 to 65535, not " + port, "--port", "give another");
        }
        Path target = (folder == null ? Path.of("") : folder).toAbsolutePath().normalize();
        boolean isWorkflow = Workflow.isWorkflow(target);
        Path root = isWorkflow && target.getParent() != null ? target.getParent() : target;
        try (GoldtrailServer server =
                GoldtrailServer.start(new ServerOptions(ServerOptions.LOOPBACK, port, List.of(root)))) {
            String path = isWorkflow ? "/w/" + server.context().workflows().open(target) : "/";
            String link = server.link(path);
            System.out.println("the page: " + link);
            System.out.println("from another machine: ssh -L " + server.port() + ":127.0.0.1:" + server.port()
                    + " THIS_HOST, then open the same address there");
            System.out.println("stop with Ctrl-C");
            if (!noBrowser) {
                Browser.open(link);
            }
            Thread.currentThread().join();
        }
        return 0;
    }
}
