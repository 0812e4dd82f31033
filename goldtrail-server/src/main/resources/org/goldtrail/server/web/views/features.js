// The feature plotter: the features of all peaks against each other; two populations tell beads from the rest. The boundary of
// the selection can be dragged, and a lasso keeps or rejects.
import { LitElement, css, html } from 'lit';
import { density, histogram, scatter } from '../plots/features-spec.js';
import { Link } from '../plots/link.js';
import { FEATURES, Peaks } from '../plots/peaks.js';
import { csv } from '../plots/save.js';
import { viewName } from '../plots/series.js';
import { controls } from '../plots/window.js';
import '../plots/chart.js';

const KINDS = { scatter: 'scatter', density: 'density', histogram: 'histogram' };

class Features extends LitElement {
  static properties = { workflow: {}, params: {}, peaks: { state: true }, kind: { state: true }, x: { state: true }, y: { state: true },
    shown: { state: true }, tool: { state: true }, selected: { state: true }, chosen: { state: true }, bounds: { state: true },
    problem: { state: true }, said: { state: true } };
  static styles = [controls, css`.choice { font-weight: 600; }`];

  #history = [];

  constructor() {
    super();
    this.kind = 'scatter';
    this.x = 'cc';
    this.y = 'rotationalMerit';
    this.tool = 'pan';
    this.chosen = new Set();
    this.bounds = {};
  }

  async connectedCallback() {
    super.connectedCallback();
    this.link = new Link(this.workflow, 'features', { peaks: ({ chosen }) => (this.chosen = new Set(chosen)) });
    try {
      this.peaks = await Peaks.load(this.workflow);
      this.selected = this.peaks.selected;
      if (!this.peaks.hasFeatures) this.y = 'tiltDeg';
    } catch (cause) {
      this.problem = cause;
    }
    this.shown = { kind: this.kind, x: this.x, y: this.y };
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.link.close();
  }

  get #changed() {
    return this.selected && this.selected.some((s, i) => s !== this.peaks.selected[i]);
  }

  #set(selected, chosen = new Set()) {
    this.#history.push(this.selected);
    this.selected = selected;
    this.chosen = chosen;
    this.said = null;
  }

  #undo = () => {
    if (this.#history.length) this.selected = this.#history.pop();
  };

  // Lower bounds: a peak must reach each of them.
  #marks() {
    return ['x', 'y'].map((axis) => {
      const feature = this.shown[axis];
      const value = this.bounds[feature] ?? this.#lowestSelected(feature);
      return { axis, value, draggable: true, feature, label: `${FEATURES[feature].label} ≥ ${value.toFixed(2)}` };
    });
  }

  #lowestSelected(feature) {
    let low = Infinity;
    const values = this.peaks[feature];
    for (let i = 0; i < values.length; i++) if (this.selected[i] && values[i] < low) low = values[i];
    return Number.isFinite(low) ? low : 0;
  }

  #threshold = ({ detail }) => {
    this.bounds = { ...this.bounds, [detail.mark.feature]: detail.value };
    if (!detail.done) return;
    const base = this.peaks;
    const bounds = Object.entries(this.bounds);
    const all = Uint8Array.from({ length: base.count }, (_, i) => (bounds.every(([name, least]) => base[name][i] >= least) ? 1 : 0));
    this.#set(all);
  };

  #lasso = ({ detail }) => {
    const { x, y } = this.shown;
    const chosen = [...Array(this.peaks.count).keys()].filter((i) => detail.contains(this.peaks[x][i], this.peaks[y][i]));
    this.chosen = new Set(chosen);
    this.link.send('peaks', { chosen });
  };

  #mark(value, others) {
    this.#set(Uint8Array.from(this.selected, (s, i) => (this.chosen.has(i) ? value : others ?? s)), this.chosen);
  }

  #save = async () => {
    try {
      await this.peaks.select(this.selected);
      this.bounds = {};
      this.#history = [];
      this.said = 'saved; the indexing is outdated now and can be run again';
      this.requestUpdate();
    } catch (cause) {
      this.said = cause.message;
    }
  };

  #pick = ({ detail }) => {
    this.chosen = new Set([detail.index]);
    this.link.send('peaks', { chosen: [detail.index] });
    this.link.send('goto', { tilt: this.peaks.tilt[detail.index], x: this.peaks.x[detail.index], y: this.peaks.y[detail.index] });
  };

  #tip = ({ index }) => {
    const p = this.peaks;
    const f = (v) => (Number.isFinite(v) ? v.toFixed(2) : '–');
    return `${viewName(p.series, p.tilt[index])}  x ${p.x[index].toFixed(0)}, y ${p.y[index].toFixed(0)}\n`
      + `CC ${f(p.cc[index])}, merit ${f(p.rotationalMerit[index])}\nedge ${f(p.edgeMerit[index])}, contrast ${f(p.contrast[index])}`;
  };

  #spec() {
    const { kind, x, y } = this.shown;
    const marks = this.peaks.isSelected ? this.#marks() : [];
    if (kind === 'histogram') return histogram(this.peaks, x, this.selected, marks);
    return (kind === 'density' ? density : scatter)(this.peaks, x, y, this.selected, marks);
  }

  #tools() {
    const option = (names, value) => Object.entries(names).map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text.label ?? text}</option>`);
    const chosen = this.chosen.size;
    const isTwo = this.kind !== 'histogram';
    return html`
      <label slot="tools">plot <select id="kind" @change=${(e) => (this.kind = e.target.value)}>${option(KINDS, this.kind)}</select></label>
      <label slot="tools">x axis <select id="x" @change=${(e) => (this.x = e.target.value)}>${option(FEATURES, this.x)}</select></label>
      ${isTwo ? html`<label slot="tools">y axis <select id="y" @change=${(e) => (this.y = e.target.value)}>${option(FEATURES, this.y)}</select></label>` : null}
      <button slot="tools" id="draw" class=${this.shown?.kind !== this.kind || this.shown.x !== this.x || this.shown.y !== this.y ? 'main' : ''}
        @click=${() => (this.shown = { kind: this.kind, x: this.x, y: this.y })}>${isTwo ? `${KINDS[this.kind][0].toUpperCase()}${KINDS[this.kind].slice(1)} 2d` : 'Histogram'}</button>
      <span slot="tools" class="bar"></span>
      <button slot="tools" id="lasso" aria-pressed=${this.tool === 'lasso'} title="draw around peaks (or Shift and drag)"
        @click=${() => (this.tool = this.tool === 'lasso' ? 'pan' : 'lasso')}>lasso</button>
      <button slot="tools" id="keep" ?disabled=${!chosen} title="select what was drawn around" @click=${() => this.#mark(1)}>keep</button>
      <button slot="tools" id="reject" ?disabled=${!chosen} title="reject what was drawn around" @click=${() => this.#mark(0)}>reject</button>
      <button slot="tools" id="only" ?disabled=${!chosen} title="select this and nothing else" @click=${() => this.#mark(1, 0)}>keep only</button>
      <span slot="tools" class="bar"></span>
      <button slot="tools" id="undo" ?disabled=${!this.#history.length} @click=${this.#undo}>↶ undo</button>
      <button slot="tools" id="save" class=${this.#changed ? 'main' : ''} ?disabled=${!this.#changed}
        title="let the indexing start from this selection" @click=${this.#save}>save selection</button>
      <span slot="tools" class="quiet" id="said" role="status">${this.said ?? (chosen ? `${chosen} in the lasso` : this.#changed ? 'not saved' : '')}</span>`;
  }

  render() {
    const { peaks } = this;
    const chart = () => this.renderRoot.querySelector('gt-chart');
    const exports = { name: 'features', csv: () => csv(peaks.columns(this.selected)), svg: () => chart().toSvg(), canvas: () => chart().toCanvas() };
    const isPoints = this.shown?.kind === 'scatter';
    const note = !peaks ? '' : peaks.hasFeatures
      ? 'two populations: beads have a high correlation and look like themselves when turned'
      : 'only the correlation is known so far; run the step peak features for the others';
    return html`<gt-window .workflow=${this.workflow} heading="Feature plotter" .series=${peaks?.series} .problem=${this.problem}
        .exports=${exports} .note=${note} ?busy=${!peaks && !this.problem}>
      ${peaks && this.shown ? html`${this.#tools()}
        <gt-chart label="feature plot" .spec=${this.#spec()} .tip=${isPoints ? this.#tip : null} .tool=${this.tool}
          .highlight=${isPoints && this.chosen.size < 400 ? [...this.chosen].map((index) => ({ layer: 0, index })) : []}
          @gt-pick=${this.#pick} @gt-lasso=${this.#lasso} @gt-threshold=${this.#threshold}></gt-chart>` : null}
    </gt-window>`;
  }
}
customElements.define('gt-features', Features);
