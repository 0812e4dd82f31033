package org.goldtrail.workflow.engine;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;

/** Says which steps a run takes in that it leaves out otherwise, and which it leaves as they are. */
final class RunMembers {
    private final FolderState state;

    RunMembers(FolderState state) {
        this.state = state;
    }

    /**
     * Says what is taken in because other steps want it; empty if all of that is up to date.
     *
     * @param wanted what is taken in
     * @param asked the steps that were asked for
     */
    Optional<String> taken(Collection<Step<?>> wanted, List<Step<?>> asked) {
        List<Step<?>> missing = StepCatalogue.steps().stream()
                .filter(wanted::contains)
                .filter(s -> !state.of(s).isDone())
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        List<Step<?>> because = asked.stream()
                .filter(s -> state.wanted(List.of(s)).stream().anyMatch(missing::contains))
                .toList();
        boolean one = missing.size() == 1;
        return Optional.of(names(missing) + (one ? " belongs" : " belong") + " to this run, because " + names(because)
                + (because.size() == 1 ? " is" : " are") + " set to use what " + (one ? "it makes" : "they make"));
    }

    /** Says that the CTF is not looked at, or is out of date and stays so; empty if it is up to date. */
    Optional<String> ctfLeft(Path root) {
        Step<?> estimate = StepCatalogue.step("ctf.estimateCTF");
        if (state.of(estimate).provenance().filter(Provenance::isDone).isEmpty()) {
            return Optional.of("the CTF is neither estimated nor corrected; --ctf, or “WBP of the CTF-corrected stack”"
                    + " in the binned reconstruction, asks for it");
        }
        List<Step<?>> outdated = List.of(estimate, StepCatalogue.step("ctf.correctCTF")).stream()
                .filter(s -> state.of(s).state() == State.OUTDATED)
                .toList();
        if (outdated.isEmpty()) {
            return Optional.empty();
        }
        boolean one = outdated.size() == 1;
        return Optional.of(names(outdated) + (one ? " is" : " are") + " out of date and left so; to have "
                + (one ? "it" : "them") + " done again: goldtrail run " + root
                + (one ? " --step " + outdated.getFirst().id() : " --area ctf"));
    }

    private static String names(List<Step<?>> steps) {
        return steps.stream().map(Step::id).collect(Collectors.joining(" and "));
    }
}
