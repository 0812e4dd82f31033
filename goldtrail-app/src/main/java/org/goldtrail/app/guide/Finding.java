package org.goldtrail.app.guide;

import org.goldtrail.app.console.Style;
import org.goldtrail.workflow.judgement.Verdict.Grade;

/**
 * Something that was looked at on this machine.
 *
 * @param kind whether it is as it should be
 * @param what was looked at
 * @param found what it is
 * @param advice what to do; empty where there is nothing to do
 */
record Finding(Kind kind, String what, String found, String advice) {

    /** How things are. */
    enum Kind {
        FINE("ok"),
        /** Not there, and not needed by what runs without being asked for. */
        ABSENT("-"),
        WARNING("look"),
        PROBLEM("problem");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        String look(Style style, String text) {
            return switch (this) {
                case FINE -> style.grade(Grade.GOOD, text);
                case ABSENT -> style.faint(text);
                case WARNING -> style.grade(Grade.QUESTIONABLE, text);
                case PROBLEM -> style.grade(Grade.FAILED, text);
            };
        }
    }

    static Finding fine(String what, String found) {
        return new Finding(Kind.FINE, what, found, "");
    }
}
