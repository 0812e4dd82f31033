package org.goldtrail;

/** The CTF of a series is not known, so that nothing can be corrected for it; all that needs no CTF can be made. */
public final class NoCtfException extends GoldtrailException {
    private static final long serialVersionUID = 1L;

    public NoCtfException(String problem, String where, String hint) {
        super(problem, where, hint);
    }
}
