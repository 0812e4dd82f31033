package org.goldtrail.server.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.goldtrail.workflow.batch.BatchFolder;
import org.goldtrail.workflow.batch.LogListener;
import org.goldtrail.workflow.batch.TaskRunner;

/** What {@code goldtrail batch-worker FOLDER} does, without the command line, which the server does not know. */
final class BatchWorker {
    private static final String END = "";

    private BatchWorker() {}

    public static void main(String[] arguments) throws InterruptedException {
        BatchFolder batch = BatchFolder.open(Path.of(arguments[1]));
        TaskRunner runner = new TaskRunner(batch, "");
        AtomicBoolean ended = new AtomicBoolean();
        BlockingQueue<String> orders = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().start(() -> listen(orders, ended));
        for (String name = orders.take(); !name.equals(END); name = orders.take()) {
            runner.run(name, new LogListener(batch.log(name), ended::get));
        }
    }

    private static void listen(BlockingQueue<String> orders, AtomicBoolean ended) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                orders.add(line.substring(line.indexOf(' ') + 1));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            ended.set(true);
            orders.add(END);
        }
    }
}
