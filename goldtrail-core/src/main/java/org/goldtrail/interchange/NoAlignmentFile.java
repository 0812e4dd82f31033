package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.goldtrail.GoldtrailException;

/** Says what a file is that was given as an alignment and is none. */
final class NoAlignmentFile {
    private static final Map<String, String[]> ENDINGS = new LinkedHashMap<>();

    static {
        put(
                ".tomostar",
                "a .tomostar holds nominal angles and no alignment",
                "name the XML of Warp's processing folder");
        put(".rawtlt", "the file holds nominal angles and no alignment", "name the .xf that belongs to it");
        put(".tlt", "the file holds the angles alone", "name the .xf that belongs to it");
        put(".xtilt", "the file holds X-axis tilts alone", "name the .xf that belongs to it");
        put(".zfac", "the file holds Z factors alone", "name the .xf that belongs to it");
        put(".com", "a command file holds no alignment", "name the .xf that it uses");
        put(".edf", "etomo's project file holds no alignment", "name the .xf beside it");
        put(".log", "a log is no alignment", "name the .xf that IMOD wrote with it");
        put(".mdoc", "an mdoc holds no alignment", "give it to goldtrail new or goldtrail stack");
        put(".fid", "these are markers, not an alignment", "import them into a workflow: goldtrail import");
        put(".mod", "this is an IMOD model, not an alignment", "import its points as markers: goldtrail import");
        put(".seed", "this is an IMOD model, not an alignment", "import its points as markers: goldtrail import");
        put(
                ".dms",
                "this is a marker set of Dynamo's, not an alignment",
                "import it into a workflow: goldtrail import");
        put(".mrc", "these are images", "name the alignment that belongs to them");
        put(".st", "these are images", "name the alignment that belongs to them");
        put(".em", "this is an EM file, images or markers", "import markers into a workflow: goldtrail import");
        put(".defocus", "the file holds the defocus and no alignment", "name the .xf that belongs to it");
        put(
                ".star",
                "none of its tables is the alignment of a tilt series",
                "name the STAR file of an aligned tilt series");
        put(".xml", "the file is no tilt series of Warp", "name the XML of Warp's warp_tiltseries folder");
        put(".json", "the file is neither CETS nor an alignment of the CryoET Data Portal", "check the file name");
        put(
                ".csv",
                "the table has no column rotationDeg",
                "name a table of views, as goldtrail export --to csv writes it");
    }

    private NoAlignmentFile() {}

    private static void put(String ending, String problem, String hint) {
        ENDINGS.put(ending, new String[] {problem, hint});
    }

    static GoldtrailException explain(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String[]> known : ENDINGS.entrySet()) {
            if (name.endsWith(known.getKey())) {
                return new GoldtrailException(known.getValue()[0], file.toString(), known.getValue()[1]);
            }
        }
        return new GoldtrailException(
                "this is no alignment of a known format",
                file.toString(),
                "name an .xf, .aln, STAR, Warp XML, CETS or portal JSON, or a table of views");
    }
}
