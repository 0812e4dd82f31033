package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.files.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a person has said about the CTF of single views, kept in {@code ctf/edits.json}. It holds whenever the CTF is
 * estimated again, until it is taken back.
 *
 * @param edits at most one for each section, in their order
 */
public record CtfEdits(List<Edit> edits) {
    /** Below the workflow folder. */
    public static final String FILE = "ctf/edits.json";

    /** No edits. */
    public static final CtfEdits NONE = new CtfEdits(List.of());

    /** What is done with a view. */
    public enum Kind {
        /** Given values. */
        SET,
        /** Values between those of its neighbours. */
        INTERPOLATE,
        /** No values: the view is left out where a CTF is needed. */
        LEAVE_OUT
    }

    /**
     * One view.
     *
     * @param section 0-based
     * @param model the values given; null where none are
     * @param when it was said, ISO 8601
     */
    public record Edit(int section, Kind kind, @Nullable CtfModel model, String when) {}

    public CtfEdits {
        edits = edits.stream().sorted(Comparator.comparingInt(Edit::section)).toList();
    }

    /** Those of a workflow folder. */
    public static CtfEdits read(Path root) {
        return Json.read(root.resolve(FILE), CtfEdits.class).orElse(NONE);
    }

    /** Keeps them; the file goes when there are none. */
    public void write(Path root) {
        Path file = root.resolve(FILE);
        if (edits.isEmpty()) {
            FolderFiles.delete(file);
        } else {
            FolderFiles.createFolderOf(file);
            Json.write(file, this);
        }
    }

    /** With one more, in the place of what was said of its view before. */
    public CtfEdits with(Edit edit) {
        List<Edit> changed = new ArrayList<>(without(edit.section).edits);
        changed.add(edit);
        return new CtfEdits(changed);
    }

    /** Without what was said of a view. */
    public CtfEdits without(int section) {
        return new CtfEdits(edits.stream().filter(e -> e.section != section).toList());
    }

    /** The CTF of a series with all that was said. */
    public SeriesCtf applied(SeriesCtf estimate) {
        SeriesCtf edited = estimate;
        for (Edit edit : edits) {
            if (edit.section < edited.views().size() && edit.kind != Kind.INTERPOLATE) {
                edited = edited.with(
                        edit.model == null
                                ? edited.views().get(edit.section).leftOut()
                                : edited.views().get(edit.section).set(edit.model));
            }
        }
        // Views to be interpolated are no neighbours of each other.
        SeriesCtf known = edited;
        for (Edit edit : edits) {
            if (edit.section < known.views().size() && edit.kind == Kind.INTERPOLATE) {
                known = known.with(known.views().get(edit.section).leftOut());
            }
        }
        for (Edit edit : edits) {
            if (edit.section < known.views().size() && edit.kind == Kind.INTERPOLATE) {
                edited = edited.with(known.interpolated(edit.section).views().get(edit.section));
            }
        }
        return edited;
    }

    /** In one sentence. */
    String sentence() {
        String views = edits.stream().map(e -> Integer.toString(e.section + 1)).collect(Collectors.joining(", "));
        return "as people have said, not as estimated: view" + (edits.size() == 1 ? " " : "s ") + views;
    }
}
