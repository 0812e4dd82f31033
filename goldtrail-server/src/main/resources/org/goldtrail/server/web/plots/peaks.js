// The detected peaks of a workflow as typed columns, with what people see and select of them.
import { get, ofWorkflow, put } from '../lib/api.js';

export const FEATURES = {
  cc: { label: 'CC', help: 'correlation with the bead template' },
  rotationalMerit: { label: 'rotational merit', help: 'likeness of the patch to itself turned' },
  edgeMerit: { label: 'edge merit', help: 'how much of the rim is an edge' },
  contrast: { label: 'contrast, σ', help: 'depth of the core, in standard deviations of its surroundings' },
  x: { label: 'x, px', help: 'position in the raw view' },
  y: { label: 'y, px', help: 'position in the raw view' },
  tiltDeg: { label: 'tilt angle, °', help: 'of the view' },
};

export class Peaks {
  static async load(workflow) {
    const answer = await get(`${ofWorkflow(workflow)}/plots/peaks`);
    return new Peaks(workflow, answer);
  }

  constructor(workflow, { series, peaks }) {
    this.workflow = workflow;
    this.series = series;
    this.count = peaks.tilt.length;
    this.tilt = Int32Array.from(peaks.tilt);
    for (const name of ['x', 'y', 'cc', 'rotationalMerit', 'edgeMerit', 'contrast']) {
      this[name] = Float64Array.from(peaks[name], (v) => v ?? NaN);
    }
    this.tiltDeg = Float64Array.from(this.tilt, (t) => series.tiltsDeg[t]);
    this.isSelected = peaks.selected !== undefined;
    this.selected = Uint8Array.from(peaks.selected ?? new Array(this.count).fill(1));
    this.hasFeatures = this.rotationalMerit.some(Number.isFinite);
  }

  get selectedCount() { return this.selected.reduce((sum, s) => sum + s, 0); }

  // Makes a selection by hand that of the workflow.
  async select(selected) {
    const chosen = [];
    selected.forEach((s, i) => { if (s) chosen.push(i); });
    await put(`${ofWorkflow(this.workflow)}/plots/peaks/selection`, { selected: chosen });
    this.selected = Uint8Array.from(selected);
  }

  columns(selected = this.selected) {
    return {
      view: Array.from(this.tilt, (t) => t + 1), tiltDeg: this.tiltDeg, x: this.x, y: this.y, cc: this.cc,
      rotationalMerit: this.rotationalMerit, edgeMerit: this.edgeMerit, contrast: this.contrast, selected,
    };
  }
}
