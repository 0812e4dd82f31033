package org.goldtrail.phantom;

/**
 * Everything that defines a simulated series but its seed. Immutable; lengths of the specimen are in nm, so that the
 * same specimen can be taken at another pixel size.
 *
 * @param name base name of the files
 */
public record PhantomParameters(
        String name,
        FieldParameters field,
        TiltParameters tilts,
        MotionParameters motion,
        SpecimenParameters specimen,
        GoldParameters gold,
        OpticsParameters optics,
        DetectorParameters detector,
        DefectParameters defects,
        OutputParameters output) {

    /** A plain series of virus-like particles of 700 x 660 pixels of 5.4 Å. */
    public static PhantomParameters standard(String name) {
        return new PhantomParameters(
                name,
                new FieldParameters(700, 660, 5.4),
                TiltParameters.standard(),
                MotionParameters.standard(),
                SpecimenParameters.standard(),
                GoldParameters.standard(),
                OpticsParameters.standard(),
                DetectorParameters.standard(),
                DefectParameters.none(),
                OutputParameters.standard());
    }

    /** The same at another size in pixels. The number of beads in the field is kept. */
    public PhantomParameters withSize(int width, int height) {
        return with(new FieldParameters(width, height, field.pixelSizeAngstrom()));
    }

    public PhantomParameters with(FieldParameters value) {
        return new PhantomParameters(name, value, tilts, motion, specimen, gold, optics, detector, defects, output);
    }

    public PhantomParameters with(TiltParameters value) {
        return new PhantomParameters(name, field, value, motion, specimen, gold, optics, detector, defects, output);
    }

    public PhantomParameters with(MotionParameters value) {
        return new PhantomParameters(name, field, tilts, value, specimen, gold, optics, detector, defects, output);
    }

    public PhantomParameters with(SpecimenParameters value) {
        return new PhantomParameters(name, field, tilts, motion, value, gold, optics, detector, defects, output);
    }

    public PhantomParameters with(GoldParameters value) {
        return new PhantomParameters(name, field, tilts, motion, specimen, value, optics, detector, defects, output);
    }

    public PhantomParameters with(OpticsParameters value) {
        return new PhantomParameters(name, field, tilts, motion, specimen, gold, value, detector, defects, output);
    }

    public PhantomParameters with(DetectorParameters value) {
        return new PhantomParameters(name, field, tilts, motion, specimen, gold, optics, value, defects, output);
    }

    public PhantomParameters with(DefectParameters value) {
        return new PhantomParameters(name, field, tilts, motion, specimen, gold, optics, detector, value, output);
    }

    public PhantomParameters with(OutputParameters value) {
        return new PhantomParameters(name, field, tilts, motion, specimen, gold, optics, detector, defects, value);
    }
}
