package org.goldtrail.server.workflows;

import org.goldtrail.GoldtrailException;

/** No workflow of this name is open. */
public final class UnknownWorkflowException extends GoldtrailException {
    private static final long serialVersionUID = 1;

    UnknownWorkflowException(String id) {
        super("no workflow of this name is open", id, "open it from the start page");
    }
}
