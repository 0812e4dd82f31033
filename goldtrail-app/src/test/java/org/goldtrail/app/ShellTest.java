package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.goldtrail.phantom.PhantomPreset;
import org.goldtrail.server.security.ServerFile;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code goldtrail shell}: code from the command line, from standard input and from a person's keys. */
class ShellTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path temp;

    private static Path stack = Path.of("");
    private Path folder = Path.of("");

    @BeforeAll
    static void simulate() {
        SimulateCommand.simulate(PhantomPreset.QUICK.parameters(), 1, temp.resolve("raw"));
        stack = temp.resolve("raw/quick.st");
    }

    @BeforeEach
    void create(@TempDir Path own) {
        folder = own.resolve("quick.goldtrail");
        Workflow.create(stack, folder);
    }

    @Test
    void runsCodeOnTheLiveWorkflow() {
        CommandLineRun run = CommandLineRun.of(
                "shell",
                folder,
                "-e",
                "u.set(\"detectPeaks.peaksPerView\", 50); var r = u.run().step(\"visualisationMatrix\");"
                        + " r.ran(); u.status(\"detection.visualisationMatrix\").state()");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .hasSize(3)
                .contains("[detection.visualisationMatrix]", "DONE")
                .first()
                .asString()
                .startsWith("quick in ");
        assertThat(run.err()).contains("detection: creates a binned tilt series");
        Workflow after = Workflow.open(folder);
        assertThat(after.status("visualisationMatrix").state()).isEqualTo(State.DONE);
        assertThat(after.settings().value("detection.detectPeaks.peaksPerView")).contains(50);
    }

    @Test
    void sharesThisProcessWithTheProgram() {
        CommandLineRun run = CommandLineRun.of("shell", folder, "-e", "u == org.goldtrail.app.Walkthrough.opened()");

        assertThat(run.out().strip()).as(run.err()).isEqualTo("true");
    }

    @Test
    void anExceptionEndsTheCodeWithItsSentence() {
        CommandLineRun run =
                CommandLineRun.of("shell", folder, "-e", "u.run().area(\"detecton\"); System.out.println(\"on\");");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().strip())
                .isEqualTo("goldtrail: there is no area \"detecton\"; choose one of detection, indexing, refinement,"
                        + " alignment, ctf, reconstruction.");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anErrorInTheCodeSaysWhereItHappened() {
        CommandLineRun run = CommandLineRun.of("shell", "-e", "int[] a = {}; a[1]");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("goldtrail: java.lang.ArrayIndexOutOfBoundsException: Index 1")
                .contains("\n  at ");
    }

    @Test
    void whatIsNoJavaIsShown() {
        CommandLineRun run = CommandLineRun.of("shell", "-e", "u.runn()");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("this is no Java that the shell understands, cannot find symbol:\n  u.runn()");
    }

    @Test
    void aFolderWithoutAWorkflowIsBadInput() {
        CommandLineRun run = CommandLineRun.of("shell", temp.resolve("none.goldtrail"), "-e", "1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is no such folder");
    }

    @Test
    void makesAndOpensWorkflows(@TempDir Path own) throws Exception {
        Path here = Files.createDirectory(own.resolve("here"));
        String code = "u = dtsa(Path.of(\"" + stack
                + "\"))\nu.name()\n// the same again\nu\n  .folder()\n  .getFileName()\nu = dtsa(\"quick\");\n"
                + "for (int i = 0; i < 2; i++) {\n  System.out.println(i);\n}\ndtsa(\"other\")\n";
        Path err = own.resolve("err.txt");
        Process process = piped(here, err, code);

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.lines()).as(Files.readString(err)).containsExactly("\"quick\"", "quick.goldtrail", "0", "1");
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(err)).contains("other: there is neither a workflow nor a stack of this name");
        assertThat(Workflow.isWorkflow(here.resolve("quick.goldtrail"))).isTrue();
    }

    /** The walkthrough's first command: a page comes up, a workflow is made there, and it is u. */
    @Test
    void theStartPageGivesTheWorkflowThatIsMadeThere(@TempDir Path own) throws Exception {
        Path here = Files.createDirectory(own.resolve("here"));
        for (String ending : List.of(".st", ".rawtlt")) {
            Files.copy(stack.resolveSibling("quick" + ending), here.resolve("quick" + ending));
        }
        Path err = own.resolve("err.txt");
        Process process = piped(
                here,
                err,
                "u = dtsa();\nu.name()\nu.set(\"detectPeaks.peaksPerView\", 77);\npage(u)\n"
                        + "Path end = Path.of(\"end\");\nwhile (!Files.exists(end)) Thread.sleep(50);\n");
        try (BufferedReader said = process.inputReader()) {
            String link = said.readLine();
            assertThat(link).as(Files.readString(err)).startsWith("the start page: http://127.0.0.1:");
            assertThat(link).contains("/?token=");
            assertThat(said.readLine()).startsWith("make a workflow there");
            ServerFile.Entry server = ServerFile.all(own.resolve("goldtrail")).getFirst();
            assertThat(server.pid()).isEqualTo(process.pid());
            HttpResponse<String> made = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.url() + "/api/create"))
                                    .header("Authorization", "Bearer " + server.token())
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "{\"stack\": \"" + here.resolve("quick.st") + "\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(made.statusCode()).as(made.body()).isEqualTo(200);

            assertThat(said.readLine()).isEqualTo("\"quick\"");
            assertThat(said.readLine()).startsWith("quick in ");
            String window = said.readLine().replace("\"", "");
            String id = JsonMapper.shared().readTree(made.body()).path("id").asString();
            assertThat(window).startsWith(server.url() + "/w/" + id + "?token=");
            HttpResponse<String> opened = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(window)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(opened.statusCode()).as("the link becomes a cookie").isEqualTo(302);
            assertThat(opened.headers().firstValue("Location")).contains("/w/" + id);
            Files.createFile(here.resolve("end"));
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        assertThat(Workflow.open(here.resolve("quick.goldtrail")).value("detectPeaks.peaksPerView"))
                .isEqualTo(77);
        assertThat(ServerFile.all(own.resolve("goldtrail"))).isEmpty();
    }

    /** Starts the shell in a folder with code on its standard input. */
    private static Process piped(Path here, Path err, String code) throws Exception {
        Path input = Files.writeString(err.resolveSibling("code.jsh"), code);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "shell")
                .directory(here.toFile())
                .redirectInput(input.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .put("XDG_CONFIG_HOME", Objects.requireNonNull(err.getParent()).toString());
        return builder.start();
    }

    @Test
    void ctrlCEndsCodeThatNobodyWatches(@TempDir Path own) throws Exception {
        Path err = own.resolve("err.txt");
        Process process = CommandLineRun.start(err, List.of("-Xmx1g"), "shell", folder, "-e", "u.run().all(); 1 + 1");
        for (int i = 0; i < 600 && !Files.readString(err).contains("measure the beads"); i++) {
            Thread.sleep(100);
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(130);
        assertThat(Workflow.open(folder).status("visualisationMatrix").state()).isEqualTo(State.DONE);
        assertThat(Workflow.open(folder).holder()).isEmpty();
    }

    @Test
    void aPersonTypesAtAPrompt() {
        String said = typed("""
                u.run().step("visualisationMatrix").ran()
                u.set("detectPeaks.beadRadiusPx", -1)
                var n = u.series().tilts().length
                /vars
                /exit
                """);

        assertThat(said)
                .contains(
                        "goldtrail> ",
                        "$1 ==> [detection.visualisationMatrix]",
                        "Exception org.goldtrail.GoldtrailException: detection.detectPeaks.beadRadiusPx must be 1.5 to 200,"
                                + " was -1",
                        "n ==> 31",
                        "Workflow u = quick in ");
        assertThat(said).doesNotContain("Welcome to JShell", "Error", "\tat ");
        assertThat(Workflow.open(folder).status("visualisationMatrix").state()).isEqualTo(State.DONE);
    }

    /** What the interactive shell answers. */
    private String typed(String keys) {
        Walkthrough.open(Optional.of(Workflow.open(folder)));
        Map<String, String> storage = new HashMap<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        InputStream in = new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
        ShellConsole console = new ShellConsole(() -> JavaShellToolBuilder.builder()
                .persistence(storage)
                .in(in, null)
                .out(print)
                .err(print));
        console.setLooks();
        assertThat(console.run()).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
