// Which peaks are selected in the feature plotter, until it is saved: by how likely beads they are, by bounds of single features,
// and by hand, which has the last word. Every change can be undone.
import { logOddsOf, probabilityOf } from './populations.js';

export class PeakChoice {
  #history = [];

  // populations: null where there are none to select by
  constructor(peaks, populations) {
    this.peaks = peaks;
    this.populations = populations;
    this.begin();
  }

  // Populations that have come later; what was selected meanwhile stays.
  take(populations) {
    this.populations = populations;
    this.logOdds = populations?.ownLogOdds ?? -Infinity;
    this.isOfStep = this.#isOfStep();
  }

  #isOfStep() {
    return !this.populations || this.populations.select(this.logOdds).every((s, i) => s === this.peaks.selected[i]);
  }

  // From the selection of the workflow, which may be one by hand.
  begin() {
    this.selected = this.peaks.selected;
    this.logOdds = this.populations?.ownLogOdds ?? -Infinity;
    this.bounds = {};
    this.byHand = new Map();
    this.#history = [];
    this.isOfStep = this.#isOfStep();
  }

  // Number of peaks whose state is not saved.
  get changes() { return this.selected.reduce((sum, s, i) => sum + (s === this.peaks.selected[i] ? 0 : 1), 0); }
  get isChanged() { return this.changes > 0; }
  get canUndo() { return this.#history.length > 0; }
  get probability() { return probabilityOf(this.logOdds); }

  // Keeps the present state for undo: before the first of the changes that one drag makes.
  remember() {
    const { selected, logOdds, bounds, byHand } = this;
    this.#history.push({ selected, logOdds, bounds, byHand });
  }

  undo() {
    if (this.canUndo) Object.assign(this, this.#history.pop());
  }

  setLogOdds(logOdds) {
    this.logOdds = logOdds;
    this.#select();
  }

  setProbability(probability) {
    this.setLogOdds(probability <= 0 ? -Infinity : logOddsOf(Math.min(probability, 0.999999)));
  }

  // A peak must reach each of the bounds.
  setBound(feature, least) {
    this.bounds = { ...this.bounds, [feature]: least };
    this.#select();
  }

  #select() {
    const selected = this.populations?.select(this.logOdds) ?? new Uint8Array(this.peaks.count).fill(1);
    for (const [feature, least] of Object.entries(this.bounds)) {
      const values = this.peaks[feature];
      for (let i = 0; i < selected.length; i++) if (!(values[i] >= least)) selected[i] = 0;
    }
    for (const [i, value] of this.byHand) selected[i] = value;
    this.selected = selected;
  }

  mark(chosen, value) {
    this.remember();
    this.byHand = new Map(this.byHand);
    this.selected = Uint8Array.from(this.selected);
    for (const i of chosen) {
      this.selected[i] = value;
      this.byHand.set(i, value);
    }
  }

  // A boundary that is moved later selects among all peaks again.
  keepOnly(chosen) {
    this.remember();
    this.byHand = new Map();
    this.selected = Uint8Array.from(this.selected, (_, i) => (chosen.has(i) ? 1 : 0));
  }

  // Where the bound of a feature lies: as set, else at the lowest value selected.
  bound(feature) {
    if (feature in this.bounds) return this.bounds[feature];
    let low = Infinity;
    this.peaks[feature].forEach((value, i) => {
      if (this.selected[i] && value < low) low = value;
    });
    return Number.isFinite(low) ? low : 0;
  }

  async save() {
    await this.peaks.select(this.selected);
    const { logOdds, bounds } = this;
    this.begin();
    Object.assign(this, { logOdds, bounds });
  }
}
