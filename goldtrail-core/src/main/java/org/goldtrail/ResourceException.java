package org.goldtrail;

import org.jspecify.annotations.Nullable;

/**
 * The machine has not enough memory or disk space. Nothing is wrong with the input, what was done before is kept, and the
 * same command goes on from there once there is more.
 */
public final class ResourceException extends GoldtrailException {
    private static final long serialVersionUID = 1L;

    /** As {@link GoldtrailException#GoldtrailException(String, String, String, Throwable)}. */
    public ResourceException(String problem, String where, String hint, @Nullable Throwable cause) {
        super(problem, where, hint, cause);
    }
}
