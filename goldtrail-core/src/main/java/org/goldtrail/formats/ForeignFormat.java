package org.goldtrail.formats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.goldtrail.GoldtrailException;

/** Recognises, by their first bytes, files that are often given in place of an MRC stack. */
final class ForeignFormat {
    private static final Map<String, String[]> SIGNATURES = Map.of(
            "\u001f\u008b", new String[] {"is compressed with gzip", "unpack it first (gunzip)"},
            "BZh", new String[] {"is compressed with bzip2", "unpack it first (bunzip2)"},
            "\u00fd7zXZ", new String[] {"is compressed with xz", "unpack it first (unxz)"},
            "(\u00b5/\u00fd", new String[] {"is compressed with zstd", "unpack it first (unzstd)"},
            "PK\u0003\u0004", new String[] {"is a zip archive", "unpack it first"},
            "II*\0", new String[] {"is a damaged TIFF file", "copy it again from its source"},
            "MM\0*", new String[] {"is a damaged TIFF file", "copy it again from its source"},
            "IMODV1.2", new String[] {"is an IMOD model, not images", "name the stack it belongs to"},
            "\u0089HDF", new String[] {"is an HDF5 file", "convert it to MRC first"},
            "PixelSpacing", new String[] {"is an mdoc file, not images", "name the stack it belongs to"});

    private ForeignFormat() {}

    /**
     * @param first the first bytes of a file, as many as a header has or fewer if the file ends
     * @throws GoldtrailException if they are not those of an MRC file
     */
    static void refuse(ByteBuffer first, String where) {
        int length = first.remaining();
        if (length == 0) {
            throw new GoldtrailException(
                    "the file is empty", where, "copy it again, or wait until the microscope has written it");
        }
        byte[] bytes = new byte[Math.min(16, length)];
        first.get(first.position(), bytes);
        String start = new String(bytes, StandardCharsets.ISO_8859_1);
        SIGNATURES.forEach((signature, meaning) -> {
            if (start.startsWith(signature)) {
                throw new GoldtrailException("the file " + meaning[0], where, meaning[1]);
            }
        });
        if (length < MrcHeader.BYTES) {
            throw new GoldtrailException(
                    "the file is too short to be an MRC file (" + length + " bytes, the header alone has "
                            + MrcHeader.BYTES + ")",
                    where,
                    "copy it again from its source");
        }
    }
}
