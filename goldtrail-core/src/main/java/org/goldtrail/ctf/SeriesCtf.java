package org.goldtrail.ctf;

import java.util.List;

/**
 * The CTF of a tilt series.
 *
 * @param views one for each raw section
 * @param optics of the microscope
 * @param hand which way the defocus runs across tilted views
 * @param ringTest standard deviations by which the outer rings are where the inner ones say they should be
 * @param ringsFound whether the series shows Thon rings at all
 * @param lowestFrequency lower end of the fit range, 1/Å
 * @param highestFrequency upper end of the fit range, 1/Å
 */
public record SeriesCtf(
        List<ViewCtf> views,
        CtfOptics optics,
        HandTest hand,
        double ringTest,
        boolean ringsFound,
        double lowestFrequency,
        double highestFrequency) {
    public SeriesCtf {
        views = List.copyOf(views);
    }

    /** The verdict in one sentence. */
    public String verdict() {
        if (!ringsFound) {
            return "no Thon rings: nothing in the spectra of these views goes up and down as the contrast transfer"
                    + " function does, so there is no defocus to be told";
        }
        String side = switch (hand.hand()) {
            case 1 -> "defocus falls towards the source as our convention says (hand +1)";
            case -1 -> "defocus rises towards the source, against our convention (hand -1)";
            default -> "the hand of the defocus gradient cannot be told from these views";
        };
        long measured = views.stream()
                .filter(v -> v.status() == ViewCtf.Status.FITTED || v.status() == ViewCtf.Status.OUTLIER)
                .count();
        return "Thon rings in " + measured + " of " + views.size() + " views; " + side;
    }

    /** The same with one view's values replaced. */
    public SeriesCtf with(ViewCtf view) {
        List<ViewCtf> changed = new java.util.ArrayList<>(views);
        changed.set(view.section(), view);
        return new SeriesCtf(changed, optics, hand, ringTest, ringsFound, lowestFrequency, highestFrequency);
    }
}
