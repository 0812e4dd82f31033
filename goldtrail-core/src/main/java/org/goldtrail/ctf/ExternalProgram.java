package org.goldtrail.ctf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.task.CancelledException;
import org.goldtrail.task.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program of another lab: answers what it asks by the texts of its prompts, keeps all it says as a log, ends it
 * when it takes too long or asks something unknown, and reports its own words when it fails.
 */
final class ExternalProgram {
    /** "text [default] :", the default on a line of its own where the text is long. */
    private static final Pattern PROMPT =
            Pattern.compile("([^\\n:\\[\\]]+?)\\s*\\n?\\s*(?:\\[([^\\[\\]\\n]*)\\])?\\s*:\\s*$");

    private static final int POLL_MS = 15;

    /** So long nothing must come before the end of the output is taken for a prompt without a default. */
    private static final long SILENCE_MS = 1500;

    private static final int QUOTED_LINES = 6;

    private final List<String> command;
    private final Path folder;
    private final Path log;
    private final Duration timeout;

    ExternalProgram(List<String> command, Path folder, Path log, Duration timeout) {
        this.command = command;
        this.folder = folder;
        this.log = log;
        this.timeout = timeout;
    }

    /**
     * Runs to the end.
     *
     * @param answers answer to the text of a prompt, or null if the prompt is not known
     * @return all the program said
     * @throws GoldtrailException if it cannot be started, asks what is not known, takes too long or fails
     * @throws CancelledException if the progress was cancelled; the program is ended then
     */
    String run(Function<String, @Nullable String> answers, Progress progress) {
        StringBuilder said = new StringBuilder();
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the program cannot be started (" + e.getMessage() + ")",
                    command.getFirst(),
                    "give its full path, or choose Goldtrail's own method",
                    e);
        }
        try {
            converse(process, said, answers, progress);
        } catch (IOException e) {
            throw failed("the conversation with the program broke off (" + e.getMessage() + ")", said, e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            AtomicFile.writeText(log, said.toString());
        }
        int status = process.exitValue();
        if (status != 0) {
            throw failed("the program ended with status " + status, said, null);
        }
        return said.toString();
    }

    private void converse(
            Process process, StringBuilder said, Function<String, @Nullable String> answers, Progress progress)
            throws IOException {
        InputStream out = process.getInputStream();
        OutputStream in = process.getOutputStream();
        long deadline = System.nanoTime() + timeout.toNanos();
        long lastWord = System.nanoTime();
        int answered = 0; // what was said up to here has had its answer
        byte[] buffer = new byte[4096];
        while (true) {
            progress.checkCancelled();
            int available = out.available();
            if (available > 0) {
                int n = out.read(buffer, 0, Math.min(available, buffer.length));
                if (n > 0) {
                    said.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                    lastWord = System.nanoTime();
                }
                continue;
            }
            if (!process.isAlive()) {
                byte[] rest = out.readAllBytes();
                said.append(new String(rest, StandardCharsets.ISO_8859_1));
                return;
            }
            if (System.nanoTime() > deadline) {
                throw failed(
                        "the program was ended because it took longer than " + timeout.toSeconds() + " s", said, null);
            }
            boolean silent = System.nanoTime() - lastWord > SILENCE_MS * 1_000_000;
            String prompt = prompt(said.substring(answered), silent);
            if (prompt != null) {
                String answer = answers.apply(prompt);
                if (answer == null) {
                    throw failed("the program asks '" + prompt + "', which Goldtrail has no answer to", said, null);
                }
                said.append(answer).append('\n');
                answered = said.length();
                try {
                    in.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
                    in.flush();
                } catch (IOException e) {
                    if (process.isAlive()) {
                        throw e;
                    }
                    // it ended instead of listening; its status says why
                }
                lastWord = System.nanoTime();
            } else {
                sleep();
            }
        }
    }

    /** The text of a prompt at the end of the output, or null. */
    static @Nullable String prompt(String tail, boolean silent) {
        Matcher m = PROMPT.matcher(tail);
        if (!m.find()) {
            return null;
        }
        // a line such as "Version : " may stop there for a moment; a prompt has a default or keeps quiet
        if (m.group(2) == null && !silent) {
            return null;
        }
        return m.group(1).strip();
    }

    private static void sleep() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    /** An error with the program's own last words. */
    GoldtrailException failed(String problem, StringBuilder said, @Nullable Exception cause) {
        List<String> lines = said.toString()
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
        String last = String.join(" / ", lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size()));
        return new GoldtrailException(
                problem + (last.isEmpty() ? "; it said nothing" : "; it said: " + last),
                command.getFirst(),
                "its log is " + log.getFileName(),
                cause);
    }
}
