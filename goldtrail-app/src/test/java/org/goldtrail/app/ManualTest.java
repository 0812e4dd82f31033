package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.goldtrail.phantom.PhantomPreset;
import org.goldtrail.workflow.dynamo.DynamoSettings;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual says what is true: its examples compile and run, its tables are those of the program. */
class ManualTest {
    private static final Path MANUAL = Path.of("..", "docs", "manual");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    /** The examples of the page as one program. */
    private static String program() throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher m = JAVA.matcher(Files.readString(MANUAL.resolve("java-api.md")));
        while (m.find()) {
            blocks.add(m.group(1));
        }
        assertThat(blocks).hasSizeGreaterThan(8);
        String imports = blocks.getFirst();
        String body = blocks.stream().skip(1).collect(Collectors.joining("\n"));
        return imports + "public class Examples {\n  public static void main(String[] args) throws Exception {\n" + body
                + "  }\n}\n";
    }

    @Test
    void theReadmeNamesEveryCommand() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String table = readme.substring(readme.indexOf("## Commands"), readme.indexOf("## More"));
        Main.commandLine().getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                assertThat(table).containsPattern("`[^`]*\\b" + name + "\\b");
            }
        });
    }

    /** A command either prints JSON, or nothing that a script would read. */
    @Test
    void scriptsAreAnsweredInJson() {
        Set<String> forPeople = Set.of("help", "completion", "scaling", "demo", "gui", "shell", "bench", "markers");
        Main.commandLine().getSubcommands().forEach((name, command) -> {
            var spec = command.getCommandSpec();
            if (!spec.usageMessage().hidden() && !forPeople.contains(name)) {
                assertThat(spec.optionsMap()).as(name).containsKey("--json");
            }
        });
    }

    /** Parameters that the pages and the help of the commands name are parameters. */
    @Test
    void parametersNamedInTheManualExist() throws IOException {
        Pattern named = Pattern.compile("(?:--set |goldtrail (?:set|unset|get) \\S+ )([a-z][A-Za-z.0-9]+)[ =]");
        int found = 0;
        try (Stream<Path> pages = Files.list(MANUAL)) {
            for (Path page : pages.filter(p -> p.toString().endsWith(".md")).toList()) {
                Matcher m = named.matcher(Files.readString(page));
                while (m.find()) {
                    boolean group = StepCatalogue.groups().stream()
                            .anyMatch(g -> g.path().startsWith(m.group(1)));
                    if (!group) {
                        assertThat(StepCatalogue.parameter(m.group(1)).path()).endsWith(m.group(1));
                        found++;
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(8);
    }

    @Test
    void examplesCompileAndRun() throws Exception {
        Path source = Files.writeString(temp.resolve("Examples.java"), program());
        compile(source);
        writeSeries();

        Path out = temp.resolve("out.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1500m",
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        temp + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        "Examples")
                .directory(temp.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();

        assertThat(process.waitFor(400, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(out);
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said)
                .contains(
                        "ran detection.visualisationMatrix (",
                        "detection.detectPeaks.beadRadiusPx must be 1.5 to 200, was -3.",
                        "outdated  detection.detectPeaks (peaksPerView changed from 200 to 300)",
                        "stopped before the refinement",
                        "10 steps were up to date",
                        "verdict: good",
                        "leave-out",
                        "tilt,x,y",
                        "line 2: steps.shifter.shiftInterval = 20 was not taken",
                        "TS_01: nothing to run");
    }

    private static void compile(Path source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            StringWriter messages = new StringWriter();
            boolean ok = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-cp", System.getProperty("java.class.path"), "-proc:none"),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(ok).as(messages.toString()).isTrue();
        }
    }

    private void writeSeries() throws IOException {
        SimulateCommand.simulate(PhantomPreset.QUICK.parameters(), 1, temp.resolve("raw"));
        Files.move(temp.resolve("raw/quick.st"), temp.resolve("TS_01.mrc"));
        Files.move(temp.resolve("raw/quick.st.mdoc"), temp.resolve("TS_01.mrc.mdoc"));
        Files.move(temp.resolve("raw/quick.rawtlt"), temp.resolve("TS_01.rawtlt"));
    }

    @Test
    void namesOfDynamoAreThoseOfTheReader() throws IOException {
        assertThat(Files.readString(MANUAL.resolve("configuration.md"))).endsWith(DynamoSettings.markdownTable());
    }
}
