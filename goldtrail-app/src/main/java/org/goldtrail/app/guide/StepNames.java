package org.goldtrail.app.guide;

import java.util.Iterator;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;

/** The ids of all steps, for completion. */
public final class StepNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return StepCatalogue.steps().stream().map(Step::id).iterator();
    }
}
