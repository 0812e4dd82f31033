// The charts of the feature plotter: scatter and density of two features, histogram of one.
import { FEATURES } from './peaks.js';
import { faded, mixed } from './palette.js';
import { range } from './scale.js';

const BINS = 60;

// The middle of the data: a few wild values do not squeeze the others together.
const ranges = new WeakMap();
function robustRange(values) {
  if (!ranges.has(values)) ranges.set(values, findRange(values));
  return ranges.get(values);
}

function findRange(values) {
  const sorted = Float64Array.from(values.filter(Number.isFinite)).sort();
  if (sorted.length < 50) return range([sorted]);
  const q = (f) => sorted[Math.floor(f * (sorted.length - 1))];
  const pad = (q(0.998) - q(0.002)) * 0.06;
  return range([[Math.max(sorted[0], q(0.002) - 4 * pad), Math.min(sorted.at(-1), q(0.998) + 4 * pad)]]);
}

const axis = (peaks, name) => ({ label: FEATURES[name].label, range: robustRange(peaks[name]) });

export function scatter(peaks, x, y, selected, marks) {
  const count = selected.reduce((sum, s) => sum + s, 0);
  return {
    key: `scatter ${x} ${y}`, x: axis(peaks, x), y: axis(peaks, y), marks,
    layers: [{ kind: 'points', x: peaks[x], y: peaks[y], size: 2.5, group: selected, colours: ['series-2', 'series-1'] }],
    legend: [{ colour: 'series-1', text: `selected, ${count}` }, { colour: 'series-2', text: `rejected, ${peaks.count - count}` }],
  };
}

// Each cell in the colour of the population it holds, the stronger the more peaks it holds.
export function density(peaks, x, y, selected, marks) {
  const ax = axis(peaks, x);
  const ay = axis(peaks, y);
  const values = new Float64Array(BINS * BINS);
  const kept = new Float64Array(BINS * BINS);
  const at = (value, [low, high]) => Math.floor(((value - low) / (high - low)) * BINS);
  let most = 1;
  for (let i = 0; i < peaks.count; i++) {
    const c = at(peaks[x][i], ax.range);
    const r = at(peaks[y][i], ay.range);
    if (!(c >= 0 && r >= 0 && c < BINS && r < BINS)) continue;
    most = Math.max(most, ++values[r * BINS + c]);
    kept[r * BINS + c] += selected[i];
  }
  const strength = (v) => 0.25 + 0.75 * (Math.log1p(v) - Math.log1p(1)) / Math.max(Math.log1p(most) - Math.log1p(1), 1e-9);
  return {
    key: `density ${x} ${y}`, x: ax, y: ay, marks,
    layers: [{ kind: 'cells', columns: BINS, rows: BINS, values, x0: ax.range[0], x1: ax.range[1], y0: ay.range[0], y1: ay.range[1],
      colour: (v, cell, colours) => faded(mixed(colours['series-2'], colours['series-1'], kept[cell] / v), strength(v)) }],
    legend: [{ colour: 'series-1', text: `selected, up to ${most} peaks in a cell` }, { colour: 'series-2', text: 'rejected' }],
  };
}

export function histogram(peaks, x, selected, marks) {
  const ax = axis(peaks, x);
  const [low, high] = ax.range;
  const counts = [new Float64Array(BINS), new Float64Array(BINS)];
  for (let i = 0; i < peaks.count; i++) {
    const bin = Math.floor(((peaks[x][i] - low) / (high - low)) * BINS);
    if (bin >= 0 && bin < BINS) counts[selected[i]][bin]++;
  }
  const width = (high - low) / BINS;
  const centres = Float64Array.from({ length: BINS }, (_, i) => low + (i + 0.5) * width);
  return {
    key: `histogram ${x}`, x: ax, y: { label: 'peaks', range: [0, range(counts)[1]] }, marks: marks.filter((m) => m.axis === 'x'),
    layers: [
      { kind: 'bars', x: centres, y: counts[0], width, colour: 'series-2', alpha: 0.6 },
      { kind: 'bars', x: centres, y: counts[1], width, colour: 'series-1', alpha: 0.6 },
    ],
    legend: [{ colour: 'series-1', text: 'selected' }, { colour: 'series-2', text: 'rejected' }],
  };
}
