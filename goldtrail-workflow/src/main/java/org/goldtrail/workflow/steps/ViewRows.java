package org.goldtrail.workflow.steps;

import java.util.List;
import java.util.Set;
import org.goldtrail.alignment.AlignedRows;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.reconstruction.BackProjection;
import org.goldtrail.reconstruction.IterationOptions;
import org.goldtrail.reconstruction.IterativeReconstruction;
import org.goldtrail.reconstruction.RowSource;
import org.goldtrail.reconstruction.ViewFilter;

/** Where a reconstruction takes its rows from: an aligned stack, or the raw views with the alignment fused in. */
interface ViewRows {
    /** A weighted back-projection of the whole field. */
    BackProjection backProjection(List<ViewGeometry> views, Set<Integer> excluded, int depth, ViewFilter filter);

    /** An iterative reconstruction of the whole field. */
    IterativeReconstruction iterative(
            List<ViewGeometry> views, Set<Integer> excluded, int thickness, IterationOptions options);

    static ViewRows of(RowSource stack) {
        return new ViewRows() {
            @Override
            public BackProjection backProjection(
                    List<ViewGeometry> views, Set<Integer> excluded, int depth, ViewFilter filter) {
                return new BackProjection(stack, views, excluded, depth, filter);
            }

            @Override
            public IterativeReconstruction iterative(
                    List<ViewGeometry> views, Set<Integer> excluded, int thickness, IterationOptions options) {
                return new IterativeReconstruction(stack, views, excluded, thickness, options);
            }
        };
    }

    static ViewRows of(AlignedRows raw) {
        return new ViewRows() {
            @Override
            public BackProjection backProjection(
                    List<ViewGeometry> views, Set<Integer> excluded, int depth, ViewFilter filter) {
                return new BackProjection(raw, views, excluded, depth, filter);
            }

            @Override
            public IterativeReconstruction iterative(
                    List<ViewGeometry> views, Set<Integer> excluded, int thickness, IterationOptions options) {
                return new IterativeReconstruction(raw, views, excluded, thickness, options);
            }
        };
    }
}
