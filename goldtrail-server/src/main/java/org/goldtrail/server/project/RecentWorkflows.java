package org.goldtrail.server.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.files.FolderFiles;

/** The workflows that were opened last, newest first; kept in a file of the user where there is one. */
public final class RecentWorkflows {
    private static final int MOST = 20;

    private final Optional<Path> file;
    private final List<Path> folders = new ArrayList<>();

    /** @param file where they are kept from one server to the next; empty to forget them */
    public RecentWorkflows(Optional<Path> file) {
        this.file = file;
        file.ifPresent(f -> FolderFiles.lines(f).forEach(line -> folders.add(Path.of(line))));
    }

    /** Puts a workflow to the front. */
    public synchronized void add(Path folder) {
        Path at = folder.toAbsolutePath().normalize();
        folders.remove(at);
        folders.addFirst(at);
        while (folders.size() > MOST) {
            folders.removeLast();
        }
        file.ifPresent(f -> {
            FolderFiles.createFolderOf(f);
            AtomicFile.writeText(
                    f, String.join("\n", folders.stream().map(Path::toString).toList()) + "\n");
        });
    }

    /** Puts a workflow that a window shows to the front, unless it is among them: windows come again by themselves. */
    public synchronized void shown(Path folder) {
        if (!folders.contains(folder.toAbsolutePath().normalize())) {
            add(folder);
        }
    }

    /** Those that are still there. */
    public synchronized List<Path> all() {
        return folders.stream()
                .filter(Files::isDirectory)
                .filter(Workflow::isWorkflow)
                .toList();
    }
}
