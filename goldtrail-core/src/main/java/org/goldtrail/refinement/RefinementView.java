package org.goldtrail.refinement;

import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;

/** A view at the binning of the refinement, repaired of hot pixels, with its valid pixels. Not modified. */
public record RefinementView(Image image, ValidMask valid) {}
