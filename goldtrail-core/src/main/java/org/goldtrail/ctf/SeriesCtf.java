package org.goldtrail.ctf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.goldtrail.GoldtrailException;

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
        long measured = views.stream().filter(ViewCtf::isMeasured).count();
        return "Thon rings in " + measured + " of " + views.size() + " views; " + side;
    }

    /** Whether any view has a CTF. */
    public boolean isKnown() {
        return views.stream().anyMatch(v -> v.model() != null);
    }

    /**
     * The CTF of a view put between those of the views before and after it in tilt angle that were measured or set; beyond the
     * last of them, that of the last.
     *
     * @throws GoldtrailException if no other view has a CTF
     */
    public SeriesCtf interpolated(int section) {
        ViewCtf view = views.get(section);
        ViewCtf before = null;
        ViewCtf after = null;
        for (ViewCtf other : views) {
            boolean counts = other.isMeasured() || other.status() == ViewCtf.Status.SET;
            if (other.section() == section || !counts) {
                continue;
            }
            if (other.tiltDeg() <= view.tiltDeg() && (before == null || other.tiltDeg() > before.tiltDeg())) {
                before = other;
            } else if (other.tiltDeg() > view.tiltDeg() && (after == null || other.tiltDeg() < after.tiltDeg())) {
                after = other;
            }
        }
        ViewCtf low = before == null ? after : before;
        ViewCtf high = after == null ? before : after;
        if (low == null || high == null) {
            throw new GoldtrailException(
                    "no other view has a CTF to interpolate between",
                    "view " + (section + 1),
                    "set the view's defocus");
        }
        double range = high.tiltDeg() - low.tiltDeg();
        double part = range > 0 ? (view.tiltDeg() - low.tiltDeg()) / range : 0;
        return with(view.interpolated(
                CtfModel.between(Objects.requireNonNull(low.model()), Objects.requireNonNull(high.model()), part)));
    }

    /** The same with one view's values replaced. */
    public SeriesCtf with(ViewCtf view) {
        List<ViewCtf> changed = new ArrayList<>(views);
        changed.set(view.section(), view);
        return new SeriesCtf(changed, optics, hand, ringTest, ringsFound, lowestFrequency, highestFrequency);
    }
}
