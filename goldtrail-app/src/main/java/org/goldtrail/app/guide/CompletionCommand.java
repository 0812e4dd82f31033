package org.goldtrail.app.guide;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code goldtrail completion}: a script by which a shell completes commands, options and steps. */
@Command(
        name = "completion",
        description =
                "Prints a script by which bash or zsh completes commands, options, areas, steps and" + " parameters.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "bash: add to ~/.bashrc   source <(goldtrail completion bash)",
            "zsh:  add to ~/.zshrc    source <(goldtrail completion zsh)"
        })
public final class CompletionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "bash|zsh", description = "which shell")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Shell shell;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    /** Shells there are scripts for. */
    enum Shell {
        BASH,
        ZSH
    }

    @Override
    public Integer call() {
        // One script serves both: it asks which shell reads it.
        System.out.print(CompletionScript.of(spec.root()));
        return 0;
    }
}
