package org.goldtrail.workflow.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.workflow.catalogue.Item;

/** The command that shows each result, ready to be pasted. */
final class Commands {
    private Commands() {}

    /** What is shown beside the command. */
    static List<String[]> of(ReportData d) {
        List<String[]> out = new ArrayList<>();
        d.file(Item.FIXED_MARKERS, ".fid")
                .ifPresent(fid -> out.add(
                        new String[] {"markers on the raw stack", "3dmod " + word(d.stack()) + " " + word(fid)}));
        for (Item item : List.of(Item.ALIGNED_BINNED_STACK, Item.ALIGNED_STACK, Item.CTF_CORRECTED_STACK)) {
            d.file(item, ".mrc").ifPresent(f -> out.add(new String[] {item.label(), "3dmod " + word(f)}));
        }
        for (Item item : List.of(Item.BINNED_TOMOGRAM, Item.FULL_TOMOGRAM)) {
            for (Path file : d.files().getOrDefault(item, List.of())) {
                if (file.toString().endsWith(".mrc")) {
                    out.add(new String[] {name(file) + " in 3dmod", "3dmod " + word(file)});
                    out.add(new String[] {
                        name(file) + " in ChimeraX",
                        "chimerax " + word(file) + " --cmd \"volume #1 style image region all; lighting full\""
                    });
                }
            }
        }
        d.file(Item.BINNED_TOMOGRAM, ".mrc")
                .ifPresent(f -> out.add(new String[] {
                    "for Neuroglancer (layer zarr://http://localhost:8000/NAME.zarr) and napari",
                    String.format(
                            Locale.ROOT,
                            "goldtrail export %s --to ome-zarr --out zarr && npx http-server zarr --cors -p 8000",
                            word(d.root()))
                }));
        return out;
    }

    private static String name(Path file) {
        Path last = file.getFileName();
        return last == null ? file.toString() : last.toString();
    }

    private static String word(Path file) {
        String text = file.toAbsolutePath().normalize().toString();
        return text.matches("[A-Za-z0-9_./+:@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
