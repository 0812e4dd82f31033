package org.goldtrail.workflow.steps;

import java.util.Optional;
import java.util.Set;
import org.goldtrail.fitting.Fit;
import org.goldtrail.indexing.IndexedSeries;
import org.goldtrail.indexing.IndexingParameters;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.series.Series;

/** The working markers with the model that explains them, as the steps of indexing and refinement take and leave them. */
final class IndexedMarkers {
    private IndexedMarkers() {}

    /** The working markers without observations in discarded views, which edited or imported ones may have. */
    static MarkerSet ofViewsInUse(StepContext context) {
        Set<Integer> discarded = context.series().discarded();
        MarkerSet markers = context.markers();
        MarkerSet inUse = markers.where(o -> !discarded.contains(o.tilt()));
        return inUse.size() == markers.size() ? markers : inUse;
    }

    /**
     * As saved; where a person has changed the markers, or brought them, the model is solved anew. Views that the user has
     * discarded take no part.
     */
    static IndexedSeries read(StepContext context) {
        Series series = context.series();
        MarkerSet markers = ofViewsInUse(context);
        Optional<Fit> own = context.fit();
        if (own.isPresent() && markers.size() == context.markers().size()) {
            return new IndexedSeries(markers, own.get());
        }
        Optional<Fit> earlier = context.earlierFit();
        if (earlier.isPresent()) {
            return new IndexedSeries(earlier.get().input().markers(), earlier.get()).withMarkers(markers);
        }
        return IndexedSeries.solved(markers, series.tiltsDeg(), series.width(), series.height());
    }

    static void save(StepContext context, IndexedSeries series) {
        MarkerFigures.tell(context, series.markers(), series.fit());
        context.saveMarkers(series.markers(), Optional.of(series.fit()));
    }

    /** The core's defaults for a series. */
    static IndexingParameters usual(SeriesFacts facts) {
        return IndexingParameters.of(facts.beadDiameterPx(), facts.width(), facts.height());
    }
}
