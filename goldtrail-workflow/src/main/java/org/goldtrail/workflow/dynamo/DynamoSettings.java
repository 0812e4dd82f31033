package org.goldtrail.workflow.dynamo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.engine.DiscardedTilts;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.units.ViewSelection;

/**
 * What a text configuration of Dynamo says, in our terms.
 *
 * @param stack the tilt series it links
 * @param discarded views to discard that it links
 * @param settings what could be taken
 * @param remarks a sentence on each line that was not, or not as it stands
 */
public record DynamoSettings(
        Optional<Path> stack, Optional<ViewSelection> discarded, Settings settings, List<String> remarks) {
    public DynamoSettings {
        remarks = List.copyOf(remarks);
    }

    /** Whether a text is written in Dynamo's way. */
    public static boolean isOne(String text) {
        return DynamoFile.isOne(text);
    }

    /**
     * Reads a configuration.
     *
     * @param file where the text comes from; links are relative to its folder
     * @throws GoldtrailException naming the line that is no line of a configuration, or whose value is impossible
     */
    public static DynamoSettings parse(String text, Path file) {
        DynamoFile lines = DynamoFile.parse(text, file.toString());
        Reading reading = new Reading(lines, file);
        lines.entries().forEach(reading::take);
        return new DynamoSettings(reading.stack, reading.discarded, reading.settings, reading.remarks);
    }

    /** Goes through the lines. */
    private static final class Reading {
        private final DynamoFile lines;
        private final Path file;
        private final List<String> remarks = new ArrayList<>();
        private Settings settings = Settings.NONE;
        private Optional<Path> stack = Optional.empty();
        private Optional<ViewSelection> discarded = Optional.empty();

        Reading(DynamoFile lines, Path file) {
            this.lines = lines;
            this.file = file;
        }

        void take(DynamoFile.Entry entry) {
            try {
                if (entry.link()) {
                    link(entry);
                } else {
                    set(entry);
                }
            } catch (GoldtrailException e) {
                throw new GoldtrailException(
                        entry.name() + ": " + e.problem(), lines.where() + " line " + entry.line(), e.hint(), e);
            }
        }

        private void link(DynamoFile.Entry entry) {
            if (entry.value().isEmpty()) {
                throw new GoldtrailException("no file is named", "", "write @ " + entry.name() + " FILE");
            }
            Path linked = file.resolveSibling(entry.value());
            switch (entry.name().toLowerCase(Locale.ROOT)) {
                case "matrix" -> stack = Optional.of(linked);
                case "nominaltiltangles" ->
                    settings = settings.with(
                            "settings.input.angleFile",
                            linked.toAbsolutePath().normalize().toString());
                case "discardedtiltindices" -> discarded = Optional.of(DiscardedTilts.read(linked));
                default -> remark(entry, "is no file that Goldtrail takes");
            }
        }

        private void set(DynamoFile.Entry entry) {
            Optional<DynamoName> name = DynamoNames.find(entry.name());
            if (name.isEmpty()) {
                remark(entry, "is no parameter of Dynamo that Goldtrail knows");
                return;
            }
            switch (name.get().conversion().convert(entry.value(), lines)) {
                case Conversion.Outcome.Taken taken -> {
                    settings = settings.with(name.get().path().orElseThrow(), taken.value());
                    if (!taken.remark().isEmpty()) {
                        remark(entry, "was taken with a change: " + taken.remark());
                    }
                }
                case Conversion.Outcome.NotTaken not -> remark(entry, "was not taken: " + not.why());
                case Conversion.Outcome.Agreed agreed -> {
                    // Nothing to set and nothing to say.
                }
            }
        }

        private void remark(DynamoFile.Entry entry, String sentence) {
            remarks.add("line " + entry.line() + ": " + entry.name()
                    + (entry.value().isEmpty() ? "" : " = " + entry.value()) + " " + sentence + ".");
        }
    }

    /** All names with what becomes of them, as a table in Markdown. */
    public static String markdownTable() {
        StringBuilder text = new StringBuilder("| Dynamo | Goldtrail | how |\n| --- | --- | --- |\n");
        for (DynamoName name : DynamoNames.all()) {
            text.append("| `")
                    .append(name.name())
                    .append("` | ")
                    .append(name.path().map(p -> "`" + p + "`").orElse("–"))
                    .append(" | ")
                    .append(name.how())
                    .append(" |\n");
        }
        return text.toString();
    }
}
