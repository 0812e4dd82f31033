package org.goldtrail.fitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the unknowns of a model make the numbers of the views: {@code number = base + sum of coefficient * unknown}, with at
 * most two unknowns behind each number. Views with fewer than three beads share the unknowns of their neighbours in tilt
 * for all but their shift.
 */
final class UnknownMap {
    private static final int LEAST_BEADS = 3;

    /** The unknowns of one quantity. */
    record Block(ViewVariable variable, int first, int count) {}

    /** What a number gets from one unknown. */
    record Term(int variable, int unknown, double coefficient) {}

    final int count;
    final List<Block> blocks;
    /** Terms of each view. */
    final Term[][] terms;

    private final double[][] base;
    private final double[] start;

    /**
     * @param startView numbers of each view to start from, not modified
     * @param seen number of observations that take part in each view
     */
    UnknownMap(FitModel model, Tracks tracks, double[][] startView, boolean[] connected, int[] seen) {
        int views = tracks.viewCount;
        base = new double[views][];
        List<List<Term>> lists = new ArrayList<>();
        for (int v = 0; v < views; v++) {
            base[v] = startView[v].clone();
            lists.add(new ArrayList<>());
        }
        List<Block> found = new ArrayList<>();
        double[] values = new double[ViewVariable.COUNT * views];
        int next = 0;
        for (ViewVariable variable : ViewVariable.values()) {
            Freedom freedom = model.freedomOf(variable);
            if (freedom.isFixed()) {
                continue;
            }
            boolean shift = variable == ViewVariable.SHIFT_X || variable == ViewVariable.SHIFT_Y;
            int[] order = viewsInOrder(tracks, connected, seen, shift ? 1 : LEAST_BEADS);
            if (order.length == 0) {
                continue;
            }
            double mean = shift ? 0 : rebase(variable, tracks, startView, order);
            int[] nodes = nodes(order, freedom);
            boolean linear = freedom.kind() == Freedom.Kind.LINEAR || freedom.kind() == Freedom.Kind.PER_VIEW;
            for (int k = 0; k < nodes.length; k++) {
                int v = order[nodes[k]];
                values[next + k] = startView[v][variable.index] - base[v][variable.index] - mean;
            }
            if (freedom.kind() == Freedom.Kind.ONE) {
                values[next] = 0;
            }
            if (freedom.kind() == Freedom.Kind.BLOCKS) {
                blockMeans(variable, startView, order, nodes, values, next);
            }
            for (int v = 0; v < views; v++) {
                if (!connected[v] || (shift && seen[v] == 0)) {
                    continue;
                }
                base[v][variable.index] += mean;
                addTerms(lists.get(v), variable, tracks.tilt, v, order, nodes, linear, next);
            }
            found.add(new Block(variable, next, nodes.length));
            next += nodes.length;
        }
        count = next;
        blocks = List.copyOf(found);
        start = Arrays.copyOf(values, count);
        terms = new Term[views][];
        for (int v = 0; v < views; v++) {
            terms[v] = lists.get(v).toArray(Term[]::new);
        }
    }

    double[] start() {
        return start.clone();
    }

    /** The numbers of all views for given unknowns. */
    double[][] views(double[] unknowns) {
        double[][] view = new double[base.length][];
        for (int v = 0; v < view.length; v++) {
            view[v] = base[v].clone();
            for (Term term : terms[v]) {
                view[v][term.variable] += term.coefficient * unknowns[term.unknown];
            }
        }
        return view;
    }

    /** Sets the base: nominal angles for the tilt, the mean over the views for all else, which is returned. */
    private double rebase(ViewVariable variable, Tracks tracks, double[][] startView, int[] order) {
        int k = variable.index;
        double mean = 0;
        for (int v : order) {
            mean += startView[v][k] / order.length;
        }
        for (int v = 0; v < base.length; v++) {
            base[v][k] = variable == ViewVariable.TILT ? tracks.tilt[v] : 0;
        }
        return variable == ViewVariable.TILT ? 0 : mean;
    }

    private static int[] viewsInOrder(Tracks tracks, boolean[] connected, int[] seen, int least) {
        List<Integer> order = new ArrayList<>();
        for (int v = 0; v < tracks.viewCount; v++) {
            if (connected[v] && seen[v] >= least) {
                order.add(v);
            }
        }
        order.sort((a, b) -> Double.compare(tracks.tilt[a], tracks.tilt[b]));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Places in the order at which an unknown stands: the nodes, or the first views of the blocks. */
    private static int[] nodes(int[] order, Freedom freedom) {
        int n = order.length;
        return switch (freedom.kind()) {
            case PER_VIEW -> IntStream.range(0, n).toArray();
            case LINEAR -> {
                int spans = Math.max(1, Math.round((n - 1) / (float) freedom.groupSize()));
                int count = Math.min(spans, n - 1) + 1;
                yield count == 1
                        ? new int[] {0}
                        : IntStream.range(0, count)
                                .map(i -> (int) Math.round(i * (n - 1.0) / (count - 1)))
                                .toArray();
            }
            case BLOCKS -> {
                int groups = Math.max(1, Math.round(n / (float) freedom.groupSize()));
                yield IntStream.range(0, groups).map(i -> i * n / groups).toArray();
            }
            case ONE, FIXED -> new int[] {0};
        };
    }

    private void blockMeans(
            ViewVariable variable, double[][] startView, int[] order, int[] nodes, double[] values, int next) {
        int k = variable.index;
        double mean = 0;
        for (int v : order) {
            mean += (variable == ViewVariable.TILT ? 0 : startView[v][k]) / order.length;
        }
        for (int g = 0; g < nodes.length; g++) {
            int end = g + 1 < nodes.length ? nodes[g + 1] : order.length;
            double sum = 0;
            for (int i = nodes[g]; i < end; i++) {
                sum += startView[order[i]][k] - base[order[i]][k] - mean;
            }
            values[next + g] = sum / (end - nodes[g]);
        }
    }

    private static void addTerms(
            List<Term> terms,
            ViewVariable variable,
            double[] tilt,
            int view,
            int[] order,
            int[] nodes,
            boolean linear,
            int first) {
        int k = variable.index;
        int below = 0;
        while (below + 1 < nodes.length && tilt[order[nodes[below + 1]]] <= tilt[view]) {
            below++;
        }
        // Among views of one angle each has its own node.
        for (int i = 0; i < nodes.length; i++) {
            if (order[nodes[i]] == view) {
                terms.add(new Term(k, first + i, 1));
                return;
            }
        }
        double from = tilt[order[nodes[below]]];
        if (!linear || below + 1 == nodes.length || tilt[view] <= from) {
            terms.add(new Term(k, first + below, 1));
            return;
        }
        double f = (tilt[view] - from) / (tilt[order[nodes[below + 1]]] - from);
        terms.add(new Term(k, first + below, 1 - f));
        terms.add(new Term(k, first + below + 1, f));
    }
}
