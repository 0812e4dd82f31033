// The two populations of peaks that the step "peak selection" finds, and their boundary as it looks in any two features.
import { get, ofWorkflow } from '../lib/api.js';
import { contour, sampled } from './contour.js';

// The scales on which the populations are near Gaussian, as in PeakPopulations.java; other features stay as they are.
const fisher = (c) => Math.atanh(Math.min(0.999, Math.max(-0.999, c)));
const SCALES = { cc: fisher, rotationalMerit: fisher, edgeMerit: fisher, contrast: (v) => Math.log1p(Math.max(0, v)) };
const plain = (v) => v;

export const logOddsOf = (probability) => Math.log(probability / (1 - probability));
export const probabilityOf = (logOdds) => 1 / (1 + Math.exp(-logOdds));

export class Populations {
  #seen = new Map();
  #grid = null;

  // Null where there are no two populations, or the features have not been measured.
  static async load(peaks) {
    if (!peaks.isSelected || !peaks.hasFeatures) return null;
    const answer = await get(`${ofWorkflow(peaks.workflow)}/plots/peaks/populations`);
    return answer.areTwo ? new Populations(peaks, answer) : null;
  }

  constructor(peaks, { logOdds, areAllBeads, separation, leastProbability }) {
    this.peaks = peaks;
    this.logOdds = Float64Array.from(logOdds, (v) => v ?? NaN);
    this.separation = separation;
    // Where the two are hardly two, the step keeps everything.
    this.ownLogOdds = areAllBeads ? -Infinity : logOddsOf(leastProbability);
  }

  // The peaks that are beads at least at these odds.
  select(logOdds) {
    const { contrast } = this.peaks;
    return Uint8Array.from(this.logOdds, (odds, i) => (odds >= logOdds && contrast[i] > 0 ? 1 : 0));
  }

  // Whether a boundary can be seen in these features.
  tells(...features) {
    return features.some((feature) => SCALES[feature]);
  }

  // The odds at a place of the plot, given no more than these features: (x, y) => logarithm.
  // Both populations keep their shares, means and covariances, of which the plot shows two dimensions.
  seenIn(...features) {
    const key = features.join();
    if (!this.#seen.has(key)) this.#seen.set(key, this.#marginal(features));
    return this.#seen.get(key);
  }

  #marginal(features) {
    const scales = features.map((feature) => SCALES[feature] ?? plain);
    const columns = features.map((feature, f) => Float64Array.from(this.peaks[feature], scales[f]));
    const clouds = [-1, 1].map((side) => cloud(columns, this.logOdds, side));
    const between = clouds[1].mean.map((m, f) => m - clouds[0].mean[f]);
    const norm = between.reduce((sum, d, f) => sum + d * d / clouds[0].variance[f], 0);
    return (...values) => {
      const at = values.map((value, f) => scales[f](value));
      const odds = clouds[1].logDensity(at) - clouds[0].logDensity(at);
      // As in TwoClouds.java: beyond both means, the side of the nearer one decides, not the wider cloud.
      const along = at.reduce((sum, v, f) => sum + between[f] * (v - clouds[0].mean[f]) / clouds[0].variance[f], 0) / norm;
      if (along >= 1) return Math.max(odds, logOddsOf(0.9));
      return along <= 0 ? Math.min(odds, logOddsOf(0.05)) : odds;
    };
  }

  // Where the odds have a value, within a part of the plot: [x0, y0, x1, y1] of one piece after the other.
  boundary(x, y, logOdds, rangeX, rangeY) {
    const key = [x, y, ...rangeX, ...rangeY].join();
    if (this.#grid?.key !== key) this.#grid = { key, sampled: sampled(this.seenIn(x, y), rangeX, rangeY) };
    return contour(this.#grid.sampled, logOdds);
  }

  // The lowest value of one feature from which on a peak is at least so likely a bead; NaN if there is none.
  least(feature, logOdds, [low, high]) {
    const seen = this.seenIn(feature);
    const steps = 400;
    for (let i = 0; i < steps; i++) {
      const value = low + ((high - low) * i) / steps;
      const next = low + ((high - low) * (i + 1)) / steps;
      if (seen(value) < logOdds && seen(next) >= logOdds) return next;
    }
    return NaN;
  }
}

// One Gaussian cloud in one or two dimensions, each peak weighted by the probability that it belongs to it.
function cloud(columns, logOdds, side) {
  const mean = columns.map(() => 0);
  let total = 0;
  let all = 0;
  const weights = Float64Array.from(logOdds, (odds, i) => (columns.every((c) => Number.isFinite(c[i])) ? probabilityOf(side * odds) : 0));
  weights.forEach((w, i) => {
    total += w;
    all += columns.every((c) => Number.isFinite(c[i])) ? 1 : 0;
    columns.forEach((column, f) => { if (w) mean[f] += w * column[i]; });
  });
  mean.forEach((m, f) => (mean[f] = m / total));
  const covariance = columns.map((a, f) => columns.map((b, g) => {
    let sum = 0;
    weights.forEach((w, i) => { if (w) sum += w * (a[i] - mean[f]) * (b[i] - mean[g]); });
    return sum / total;
  }));
  const variance = covariance.map((row, f) => Math.max(row[f], 1e-12));
  const share = Math.log(total / all);
  if (columns.length === 1) {
    return { mean, variance, logDensity: ([v]) => share - 0.5 * Math.log(variance[0]) - 0.5 * (v - mean[0]) ** 2 / variance[0] };
  }
  const c = covariance[0][1];
  const determinant = Math.max(variance[0] * variance[1] - c * c, 1e-6 * variance[0] * variance[1]);
  return {
    mean, variance,
    logDensity: ([u, v]) => {
      const a = u - mean[0];
      const b = v - mean[1];
      return share - 0.5 * Math.log(determinant) - 0.5 * (variance[1] * a * a - 2 * c * a * b + variance[0] * b * b) / determinant;
    },
  };
}
