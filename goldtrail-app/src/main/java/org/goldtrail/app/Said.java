package org.goldtrail.app;

import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.engine.Settings;
import org.jspecify.annotations.Nullable;

/** What options of the command line say, as settings; messages name the option that is wrong. */
record Said(Settings settings) {
    /** Adds what an option says; nothing if it was not given. */
    Said with(String path, String option, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        try {
            return new Said(settings.with(path, value));
        } catch (GoldtrailException e) {
            throw new GoldtrailException(e.problem(), option, e.hint(), e);
        }
    }
}
