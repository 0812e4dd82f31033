package org.goldtrail.workflow.engine;

import java.nio.file.Path;
import org.goldtrail.GoldtrailException;

/** Another process works in the folder of a workflow or a batch. */
public final class FolderInUseException extends GoldtrailException {
    private static final long serialVersionUID = 1L;

    FolderInUseException(Path folder, String holder) {
        super(
                "the folder is in use" + (holder.isEmpty() ? "" : " by " + holder),
                folder.toString(),
                "wait for it to end, or work in another folder with --out");
    }
}
