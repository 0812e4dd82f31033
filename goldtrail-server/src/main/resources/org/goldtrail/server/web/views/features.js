// The feature plotter: the features of all peaks against each other; two populations tell beads from the rest. The boundary of
// the selection can be dragged, and a lasso keeps or rejects.
import { LitElement, css, html } from 'lit';
import { bounds, drawBoundary, drawLeast, percent } from '../plots/boundaries.js';
import { ChoiceKeeper } from '../plots/choice-bar.js';
import { density, histogram, scatter } from '../plots/features-spec.js';
import { FEATURES as KEYS } from '../plots/keys.js';
import { Link } from '../plots/link.js';
import { PeakChoice } from '../plots/peak-choice.js';
import { FEATURES, Peaks } from '../plots/peaks.js';
import { Populations } from '../plots/populations.js';
import { csv } from '../plots/save.js';
import { viewName } from '../plots/series.js';
import { controls } from '../plots/window.js';
import '../plots/chart.js';

const KINDS = { scatter: 'scatter', density: 'density', histogram: 'histogram' };
const MOST_RINGS = 400;

class Features extends LitElement {
  static properties = { workflow: {}, params: {}, peaks: { state: true }, kind: { state: true }, x: { state: true }, y: { state: true },
    shown: { state: true }, tool: { state: true }, chosen: { state: true }, hasBounds: { state: true }, isLooking: { state: true }, problem: { state: true } };
  static styles = [controls, css`#least { width: 4.5em; }`];

  #dragging = false;

  constructor() {
    super();
    this.kind = 'scatter';
    this.x = 'cc';
    this.y = 'rotationalMerit';
    this.tool = 'pan';
    this.chosen = new Set();
  }

  async connectedCallback() {
    super.connectedCallback();
    this.link = new Link(this.workflow, 'features', {
      peaks: ({ chosen }) => (this.chosen = new Set(chosen)),
      selection: () => this.choice?.isChanged || this.#load(),
    });
    this.keeper = new ChoiceKeeper(this);
    addEventListener('keydown', this.#key);
    await this.#load();
  }

  async #load() {
    try {
      const peaks = await Peaks.load(this.workflow);
      const choice = new PeakChoice(peaks, null);
      if (!peaks.hasFeatures) this.y = 'tiltDeg';
      this.shown ??= { kind: this.kind, x: this.x, y: this.y };
      this.choice = choice;
      this.peaks = peaks;
      // Finding them takes a second where there are very many peaks; the plot does not wait for them.
      this.isLooking = true;
      choice.take(await Populations.load(peaks));
      this.hasBounds ??= !choice.populations;
    } catch (cause) {
      this.problem = cause;
    }
    this.isLooking = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.link.close();
    this.keeper.close();
    removeEventListener('keydown', this.#key);
  }

  #key = (event) => this.keeper.key(event);

  // What is dragged selects at once; undo goes back to before the drag.
  #threshold = ({ detail: { mark, x, y, value, done } }) => {
    if (!this.#dragging) this.choice.remember();
    this.#dragging = !done;
    this.keeper.do((choice) => {
      if (!mark.population) choice.setBound(mark.feature, value);
      else if (mark.pieces) choice.setLogOdds(choice.populations.seenIn(this.shown.x, this.shown.y)(x, y));
      else choice.setLogOdds(choice.populations.seenIn(this.shown.x)(x));
    });
  };

  #least = (event) => this.keeper.do((choice) => {
    choice.remember();
    choice.setProbability(Number(event.target.value) / 100);
  });

  #lasso = ({ detail }) => {
    const { kind, x, y } = this.shown;
    const along = detail.polygon.map(([at]) => at);
    const [low, high] = [Math.min(...along), Math.max(...along)];
    const isInside = kind === 'histogram' ? (i) => this.peaks[x][i] >= low && this.peaks[x][i] <= high
      : (i) => detail.contains(this.peaks[x][i], this.peaks[y][i]);
    const chosen = [...Array(this.peaks.count).keys()].filter(isInside);
    this.chosen = new Set(chosen);
    this.link.send('peaks', { chosen });
  };

  #mark(value) {
    this.keeper.do((choice) => choice.mark(this.chosen, value));
  }

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
    const { selected } = this.choice;
    if (kind === 'histogram') {
      return drawLeast(histogram(this.peaks, x, selected, this.hasBounds ? bounds(this.choice, x) : []), this.choice, x);
    }
    const plot = kind === 'density' ? density : scatter;
    return drawBoundary(plot(this.peaks, x, y, selected, this.hasBounds ? bounds(this.choice, x, y) : []), this.choice, x, y);
  }

  #tools() {
    const option = (names, value) => Object.entries(names).map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text.label ?? text}</option>`);
    const { choice } = this;
    const chosen = this.chosen.size;
    const isTwo = this.kind !== 'histogram';
    const isOther = this.shown.kind !== this.kind || this.shown.x !== this.x || this.shown.y !== this.y;
    return html`
      <label slot="tools">plot <select id="kind" @change=${(e) => (this.kind = e.target.value)}>${option(KINDS, this.kind)}</select></label>
      <label slot="tools">x <select id="x" @change=${(e) => (this.x = e.target.value)}>${option(FEATURES, this.x)}</select></label>
      ${isTwo ? html`<label slot="tools">y <select id="y" @change=${(e) => (this.y = e.target.value)}>${option(FEATURES, this.y)}</select></label>` : null}
      <button slot="tools" id="draw" class=${isOther ? 'main' : ''}
        @click=${() => (this.shown = { kind: this.kind, x: this.x, y: this.y })}>${isTwo ? `${KINDS[this.kind][0].toUpperCase()}${KINDS[this.kind].slice(1)} 2d` : 'Histogram'}</button>
      <span slot="tools" class="bar"></span>
      ${choice.populations ? html`<label slot="tools" title="how likely a bead a peak must be to be kept: the line in the plot, which can be dragged">bead ≥
        <input id="least" type="number" min="0" max="99.9999" step="any" .value=${String(percent(choice.probability))} @change=${this.#least}> %</label>` : null}
      <button slot="tools" id="bounds" aria-pressed=${this.hasBounds} title="lower bounds of single features, to be dragged"
        @click=${() => (this.hasBounds = !this.hasBounds)}>bounds</button>
      <button slot="tools" id="lasso" aria-pressed=${this.tool === 'lasso'} title="draw around peaks (or Shift and drag)"
        @click=${() => (this.tool = this.tool === 'lasso' ? 'pan' : 'lasso')}>lasso</button>
      <span slot="tools" class="group"><button id="keep" ?disabled=${!chosen} title="select what was drawn around" @click=${() => this.#mark(1)}>keep</button>
      <button id="reject" ?disabled=${!chosen} title="reject what was drawn around" @click=${() => this.#mark(0)}>reject</button>
      <button id="only" ?disabled=${!chosen} title="select this and nothing else" @click=${() => this.keeper.do((choice) => choice.keepOnly(this.chosen))}>keep only</button></span>
      ${this.keeper.bar('title', chosen > 1 ? `${chosen} in the lasso` : '')}`;
  }

  #note() {
    const { peaks, choice } = this;
    if (!peaks) return '';
    if (!peaks.hasFeatures) return 'only the correlation is known so far; run the step peak features for the others';
    const { populations } = choice;
    if (this.isLooking) return 'looking for the two populations …';
    if (!populations) return peaks.isSelected ? 'the peaks form no two populations' : 'run the step peak selection to see the two populations';
    const own = choice.isOfStep || choice.isChanged ? '' : '; the present selection was made by hand, the line is that of the step';
    return populations.ownLogOdds === -Infinity
      ? `the two populations lie ${populations.separation.toFixed(1)} of their widths apart: hardly two, so the step keeps all${own}`
      : `the two populations lie ${populations.separation.toFixed(1)} of their widths apart; the step selects by all features together, the line shows it in these two${own}`;
  }

  render() {
    const { peaks } = this;
    const chart = () => this.renderRoot.querySelector('gt-chart');
    const exports = peaks ? { name: 'features', csv: () => csv(peaks.columns(this.choice.selected)), svg: () => chart().toSvg(), canvas: () => chart().toCanvas() } : null;
    const isPoints = this.shown?.kind === 'scatter';
    return html`<gt-window .workflow=${this.workflow} .keys=${KEYS} heading="Feature plotter" .series=${peaks?.series} .problem=${this.problem}
        .exports=${exports} .note=${this.#note()} ?busy=${!peaks && !this.problem}>
      ${peaks ? html`${this.#tools()}
        <gt-chart label="feature plot" .spec=${this.#spec()} .tip=${isPoints ? this.#tip : null} .tool=${this.tool}
          .highlight=${isPoints && this.chosen.size < MOST_RINGS ? [...this.chosen].map((index) => ({ layer: 0, index })) : []}
          @gt-pick=${this.#pick} @gt-lasso=${this.#lasso} @gt-threshold=${this.#threshold}></gt-chart>` : null}
    </gt-window>`;
  }
}
customElements.define('gt-features', Features);
