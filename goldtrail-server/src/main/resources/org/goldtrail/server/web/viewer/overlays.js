// What lies over views and slices: peaks, markers, reprojections, residuals, beads in space; and the tilt axis.
import { get, ofWorkflow } from '../lib/api.js';
import { unit } from '../lib/unit.js';
import { arrow, colour, markerColour, stroke, text } from './colours.js';
import { keyed } from './painters.js';
import { onPlane } from './planes.js';

export const OVERLAYS = {
  peaks: { label: 'peaks', help: 'all detected peaks' },
  selectedPeaks: { label: 'selected peaks', help: 'the peaks of the better population' },
  markers: { label: 'working markers', help: 'observations with the number of their bead' },
  reprojections: { label: 'reprojections', help: 'where the solved beads should be' },
  residuals: { label: 'residuals', help: 'from where a bead should be to where it was seen, magnified' },
  beads: { label: 'beads', help: 'the solved beads in space' },
  axis: { label: 'tilt axis', help: 'upright through the middle of aligned views' },
};

// Loads overlays of one file and keeps them; changed() is called when one has come.
export class Overlays {
  #loaded = new Map();

  constructor(source, changed) {
    this.source = source;
    this.changed = changed;
    this.magnification = 20;
    this.problem = null;
  }

  get available() {
    const { info } = this.source;
    return [...info.overlays, ...(info.placement === 'aligned' ? ['axis'] : [])];
  }

  // The workflow has changed: loads again what is drawn, which stays until the new has come.
  reload() {
    const shown = [...this.#loaded.keys()];
    for (const kind of shown) {
      if (this.#loaded.get(kind) === null) this.#loaded.delete(kind);
      else this.#load(kind);
    }
  }

  #columns(kind) {
    if (!this.#loaded.has(kind)) {
      this.#loaded.set(kind, null);
      this.#load(kind);
    }
    return this.#loaded.get(kind);
  }

  async #load(kind) {
    const query = new URLSearchParams(this.source.query);
    query.set('kind', kind);
    try {
      const columns = await get(`${ofWorkflow(this.source.workflow)}/images/overlay?${query}`);
      columns.bySection = bySection(columns);
      this.#loaded.set(kind, columns);
      this.problem = null;
    } catch (cause) {
      this.problem = cause;
    }
    this.changed();
  }

  // Painters of the kinds wanted, for a plane and its section.
  painters(kinds, plane, section) {
    return kinds.filter((kind) => this.available.includes(kind)).map((kind) => {
      if (kind === 'axis') return axisPainter(this.source.info);
      const columns = this.#columns(kind);
      if (!columns) return () => {};
      if (kind === 'beads') return beadPainter(columns, plane, section);
      const rows = columns.bySection.get(section) ?? [];
      if (kind === 'residuals') return residualPainter(columns, rows, this.magnification);
      if (kind === 'reprojections') return crossPainter(columns, rows);
      return circlePainter(columns, rows, kind);
    });
  }
}

function bySection(columns) {
  const rows = new Map();
  (columns.section ?? []).forEach((section, row) => {
    if (!rows.has(section)) rows.set(section, []);
    rows.get(section).push(row);
  });
  return rows;
}

const circlePainter = (columns, rows, kind) => (context, view) => {
  const radius = Math.max(4, columns.radiusPx * view.zoom);
  const own = kind === 'peaks' ? colour('peak') : kind === 'selectedPeaks' ? colour('selected') : '';
  for (const row of rows) {
    const [x, y] = view.toScreen(columns.x[row], columns.y[row]);
    const marker = columns.marker?.[row];
    const fill = own || markerColour(marker);
    context.beginPath();
    context.arc(x, y, kind === 'peaks' ? radius : radius + 2, 0, 2 * Math.PI);
    stroke(context, fill, kind === 'markers' ? 2 : 1.5);
    if (marker !== undefined) text(context, String(marker), x + radius * 0.75 + 3, y - radius * 0.75 - 2, fill);
  }
};

const crossPainter = (columns, rows) => (context, view) => {
  context.beginPath();
  for (const row of rows) {
    const [x, y] = view.toScreen(columns.x[row], columns.y[row]);
    context.moveTo(x - 6, y);
    context.lineTo(x + 6, y);
    context.moveTo(x, y - 6);
    context.lineTo(x, y + 6);
  }
  stroke(context, colour('reprojection'));
};

const residualPainter = (columns, rows, magnification) => (context, view) => {
  for (const row of rows) {
    const dx = columns.dx[row];
    const dy = columns.dy[row];
    const [fromX, fromY] = view.toScreen(columns.x[row] - dx, columns.y[row] - dy);
    const toX = fromX + dx * magnification * view.zoom;
    const toY = fromY - dy * magnification * view.zoom;
    context.beginPath();
    arrow(context, fromX, fromY, toX, toY);
    stroke(context, colour(columns.weight[row] < 0.5 ? 'outlier' : 'residual'));
  }
  text(context, `residuals × ${magnification}`, 10, 60 * unit(), colour('residual'));
};

const beadPainter = (columns, plane, section) => (context, view) => {
  columns.marker.forEach((marker, row) => {
    const { x, y, away } = onPlane(plane, [columns.x[row], columns.y[row], columns.z[row]], section);
    if (Math.abs(away) > columns.radiusPx) return;
    const radius = Math.max(3, Math.sqrt(columns.radiusPx ** 2 - away ** 2) * view.zoom);
    const [screenX, screenY] = view.toScreen(x, y);
    context.beginPath();
    context.arc(screenX, screenY, radius, 0, 2 * Math.PI);
    stroke(context, markerColour(marker));
    text(context, String(marker), screenX + radius * 0.75 + 2, screenY - radius * 0.75 - 2, markerColour(marker), 11);
  });
};

const axisPainter = (info) => keyed((context, view) => {
  const [x, bottom] = view.toScreen((info.width - 1) / 2, -0.5);
  const [, top] = view.toScreen((info.width - 1) / 2, info.height - 0.5);
  context.setLineDash([10, 6]);
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x, bottom);
  stroke(context, colour('axis'));
}, 'axis', info.width, info.height);
