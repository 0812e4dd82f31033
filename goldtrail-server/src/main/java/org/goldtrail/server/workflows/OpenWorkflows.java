package org.goldtrail.server.workflows;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.security.Roots;
import org.goldtrail.workflow.Workflow;

/**
 * The workflows the page has opened, by a short name that stands in addresses. The name is made from the folder, so that an
 * address stays good when the server is started again.
 */
public final class OpenWorkflows {
    private final Roots roots;
    private final Supplier<List<Path>> openedBefore;
    private final Map<String, Path> folders = new ConcurrentHashMap<>();

    /**
     * Those below some folders.
     *
     * @param openedBefore workflow folders that were opened by earlier servers
     */
    public OpenWorkflows(Roots roots, Supplier<List<Path>> openedBefore) {
        this.roots = roots;
        this.openedBefore = openedBefore;
    }

    /**
     * Opens a workflow folder.
     *
     * @return its name in addresses
     * @throws GoldtrailException if the page may not see it or it holds no workflow
     */
    public String open(Path folder) {
        Path allowed = roots.demand(folder.toString());
        Workflow.open(allowed);
        String id = idOf(allowed);
        folders.put(id, allowed);
        return id;
    }

    /** The name of a folder in addresses. */
    public static String idOf(Path folder) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(folder.toRealPath().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (IOException e) {
            throw new GoldtrailException("there is no such folder", folder.toString(), "open another workflow", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that are open. */
    public Map<String, Path> all() {
        return Map.copyOf(folders);
    }

    /**
     * The workflow named {@code id} in the path of a request.
     *
     * @throws GoldtrailException if it is not open or its folder is gone
     */
    public Workflow of(Context context) {
        return get(context.pathParam("id"));
    }

    /** The workflow of a name. */
    public Workflow get(String id) {
        Path folder = folder(id).orElseThrow(() -> new UnknownWorkflowException(id));
        return Workflow.open(roots.demand(folder.toString()));
    }

    /** Whether a name is that of a workflow. */
    public boolean isKnown(String id) {
        return folder(id).isPresent();
    }

    /** The folder of a name; one that an earlier server has had open is opened again. */
    public Optional<Path> folder(String id) {
        Path open = folders.get(id);
        if (open != null) {
            return Optional.of(open);
        }
        Optional<Path> found = openedBefore.get().stream()
                .filter(roots::allow)
                .filter(folder -> idOf(folder).equals(id))
                .findFirst();
        found.ifPresent(folder -> folders.put(id, folder));
        return found;
    }
}
