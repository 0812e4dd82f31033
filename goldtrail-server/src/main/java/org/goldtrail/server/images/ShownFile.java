package org.goldtrail.server.images;

import io.javalin.http.Context;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.security.Roots;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.Item;

/**
 * A stack or volume that can be looked at.
 *
 * @param item what it is of the workflow; empty for any other file
 * @param path where it lies
 */
record ShownFile(Optional<Item> item, Path path) {
    /** Items that are images, in the order in which they are made. */
    static final List<Item> ITEMS = List.of(
            Item.RAW_STACK,
            Item.VISUALISATION_STACK,
            Item.ALIGNED_BINNED_STACK,
            Item.ALIGNED_STACK,
            Item.CTF_CORRECTED_STACK,
            Item.BINNED_TOMOGRAM,
            Item.FULL_TOMOGRAM);

    /** All that are there. */
    static List<ShownFile> of(Workflow workflow) {
        List<ShownFile> all = new ArrayList<>();
        for (Item item : ITEMS) {
            files(workflow, item).forEach(path -> all.add(new ShownFile(Optional.of(item), path)));
        }
        return all;
    }

    private static List<Path> files(Workflow workflow, Item item) {
        List<Path> files = item == Item.RAW_STACK
                ? List.of(workflow.stack())
                : workflow.item(item.id()).files();
        return files.stream()
                .filter(file -> item == Item.RAW_STACK || file.toString().endsWith(".mrc"))
                .filter(Files::isReadable)
                .sorted(Comparator.comparing(ShownFile::isPreview)) // what is worth most comes first
                .toList();
    }

    private static boolean isPreview(Path file) {
        return nameOf(file).endsWith("_preview.mrc");
    }

    /**
     * The one that an address names by {@code item} and {@code file}: the first file of the item, or the file itself, by its
     * name in the item, by its path below the workflow folder or by a whole path.
     *
     * @throws GoldtrailException if it is not there or may not be seen
     */
    static ShownFile of(Context context, Workflow workflow, Roots roots) {
        String itemName = context.queryParam("item");
        String fileName = context.queryParam("file");
        if (itemName == null || itemName.isEmpty()) {
            if (fileName == null || fileName.isEmpty()) {
                return new ShownFile(Optional.of(Item.RAW_STACK), workflow.stack());
            }
            return ofFile(fileName, workflow, roots);
        }
        Item item = workflow.item(itemName).item();
        List<Path> files = files(workflow, item);
        if (files.isEmpty()) {
            throw new GoldtrailException(
                    "the " + item.label() + " is not there yet",
                    workflow.folder().toString(),
                    "run the step that makes it");
        }
        return files.stream()
                .filter(file ->
                        fileName == null || fileName.isEmpty() || nameOf(file).equals(fileName))
                .findFirst()
                .map(file -> new ShownFile(Optional.of(item), file))
                .orElseThrow(() -> new GoldtrailException(
                        "there is no file " + fileName + " of the " + item.label(),
                        workflow.name(),
                        "leave the file out, or name one of: "
                                + String.join(
                                        ", ",
                                        files.stream().map(ShownFile::nameOf).toList())));
    }

    private static ShownFile ofFile(String name, Workflow workflow, Roots roots) {
        Path path = workflow.folder().resolve(name).toAbsolutePath().normalize();
        for (ShownFile known : of(workflow)) {
            if (known.path.toAbsolutePath().normalize().equals(path)) {
                return known;
            }
        }
        Path allowed = roots.demand(path.toString());
        if (!Files.isRegularFile(allowed)) {
            throw new GoldtrailException("there is no such file", name, "choose another");
        }
        return new ShownFile(Optional.empty(), allowed);
    }

    /** Its last part. */
    static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    String name() {
        return nameOf(path);
    }

    /** What it is, for people. */
    String label() {
        return item.map(Item::label).orElse(name());
    }

    boolean is(Item... wanted) {
        return item.isPresent() && List.of(wanted).contains(item.get());
    }
}
