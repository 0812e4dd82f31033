// Fitting: what is left of the observations, what the fit has changed along the tilts, how well it predicts, and the markers in
// space.
import { LitElement, css, html } from 'lit';
import { get, ofWorkflow } from '../lib/api.js';
import { CORRECTIONS, alongTilts, perMarker, perObservation, perTilt, vectors } from '../plots/fit-specs.js';
import { FITTING as KEYS } from '../plots/keys.js';
import { Link } from '../plots/link.js';
import { csv } from '../plots/save.js';
import { px, tiltOrder, viewName } from '../plots/series.js';
import { controls } from '../plots/window.js';
import '../plots/chart.js';

const TABS = { tilt: 'per tilt', marker: 'per marker', observation: 'per observation', corrections: 'corrections', vectors: 'residual vectors', space: '3-D' };

const RMS = 'root mean square error of whole beads left out, by which models are compared since it is what least squares makes small; '
  + 'leave-out, whole beads, above is the mean of the same errors, which is always smaller, by about an eighth where they are Gaussian';

class Fitting extends LitElement {
  static properties = { workflow: {}, params: {}, fit: { state: true }, tab: { state: true }, which: { state: true }, section: { state: true },
    magnify: { state: true }, shown: { state: true }, picked: { state: true }, problem: { state: true } };
  static styles = [controls, css`
    .models td, .models th { font-size: var(--size-small); }
    .models td:first-child { white-space: normal; }
    .old { color: var(--outdated); }
  `];

  constructor() {
    super();
    this.tab = 'tilt';
    this.which = 'shift';
    this.section = null;
    this.magnify = 100;
    this.shown = { surfaces: true, views: true };
  }

  connectedCallback() {
    super.connectedCallback();
    const wanted = this.params?.get('tab');
    if (TABS[wanted]) this.#open(wanted);
    this.link = new Link(this.workflow, 'fitting', { picked: ({ marker }) => (this.picked = marker) });
    document.addEventListener('visibilitychange', this.#seenAgain);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.link.close();
    document.removeEventListener('visibilitychange', this.#seenAgain);
  }

  // A step may have run while another window was looked at.
  #seenAgain = () => {
    if (document.visibilityState === 'visible') this.#load();
  };

  async #load() {
    try {
      this.fit = await get(`${ofWorkflow(this.workflow)}/plots/fit`);
      this.problem = null;
    } catch (cause) {
      this.problem = cause;
    }
  }

  async #open(tab) {
    if (tab === 'space') await import('../plots/three-view.js');
    this.tab = tab;
  }

  #plot() {
    const { fit } = this;
    switch (this.tab) {
      case 'tilt': return perTilt(fit);
      case 'marker': return perMarker(fit);
      case 'observation': return perObservation(fit);
      case 'corrections': return alongTilts(fit, this.which);
      default: return vectors(fit, this.section, this.magnify);
    }
  }

  #observation(i) {
    const { marker, tilt, dx, dy, weight } = this.fit.residuals;
    return `marker ${marker[i]} in ${viewName(this.fit.series, tilt[i])}\nresidual ${px(dx[i] === null ? NaN : Math.hypot(dx[i], dy[i]), 3)}, weight ${weight[i].toFixed(2)}`;
  }

  #tip = ({ layer, index }) => {
    if (this.tab === 'marker' && layer === 1) return this.#observation(index);
    if (this.tab === 'observation') return this.#observation(index);
    if (this.tab === 'vectors') return this.#observation(this.plot.list[index]);
    return '';
  };

  #pick = ({ detail }) => {
    const i = this.tab === 'vectors' ? this.plot.list?.[detail.index] : detail.index;
    const { marker, tilt } = this.fit.residuals;
    if (['marker', 'observation', 'vectors'].includes(this.tab)) this.link.showInEditor({ marker: marker[i], tilt: tilt[i] });
  };

  #summary() {
    const s = this.fit.summary;
    const row = (name, value, title = '') => html`<tr title=${title}><td>${name}</td><td>${value}</td></tr>`;
    const { candidates, surfaces, excluded, series } = this.fit;
    return html`<div class="side" slot="side">
      ${this.fit.upToDate ? null : html`<p class="old">Something has changed since this was solved: run the refinement again, or open dmarkers or scissors for a live fit.</p>`}
      <h2>Residuals</h2><table>
        ${row('mean', px(s.meanPx, 3))}${row('median', px(s.medianPx, 3))}${row('root mean square', px(s.rmsPx, 3))}
        ${row('observations', s.observations)}${row('markers', s.markers)}</table>
      <h2>What it has not seen</h2><table id="leave-out">
        ${row('leave-out, observations', px(s.leaveOutObservationsPx, 3), 'mean error where a tenth of the observations is left out and predicted')}
        ${row('leave-out, whole beads', px(s.leaveOutBeadsPx, 3), 'mean error where a tenth of the beads is left out: the figure to compare fits by')}
        ${row('leave-out, field quarter', px(s.leaveOutQuarterPx, 3), 'mean error where all beads of a quarter of the field are left out')}
        ${row('predicted, worst corner', px(s.cornerPx, 3), 'from the covariance')}</table>
      <h2>Geometry</h2><table>${row('tilt axis', `${s.axisDeg.toFixed(2)}°`)}${row('hand', s.handOrigin || 'not known')}
        ${surfaces.distancePx ? row('distance of the surfaces', px(surfaces.distancePx, 0), `${surfaces.lowerCount} beads below, ${surfaces.upperCount} above`) : row('surfaces', 'not told apart')}</table>
      <h2>Models tried</h2><table class="models"><tr><th>model</th><th title="mean">residual</th>
        <th title=${RMS}>leave-out rms</th></tr>
        ${candidates.model.map((model, i) => html`<tr class=${candidates.chosen[i] ? 'on' : ''}><td>${model}</td><td>${candidates.residualMeanPx[i]?.toFixed(3) ?? '–'}</td>
          <td title=${RMS}>${candidates.leaveOutBeadsPx[i]?.toFixed(3) ?? '–'}</td></tr>`)}</table>
      <p class="quiet">${s.reason}</p>
      ${excluded.length ? html`<h2>Views that take no part</h2>${excluded.map((e) => html`<p>${viewName(series, e.section)}: ${e.reason}</p>`)}` : null}
      ${s.warnings.map((w) => html`<p class="bad">${w}</p>`)}</div>`;
  }

  #tabTools() {
    const { series } = this.fit;
    if (this.tab === 'corrections') {
      return html`<label slot="tools">along the tilts <select id="which" @change=${(e) => (this.which = e.target.value)}>
        ${Object.entries(CORRECTIONS).map(([key, { text }]) => html`<option value=${key} ?selected=${key === this.which}>${text}</option>`)}</select></label>`;
    }
    if (this.tab === 'vectors') {
      return html`<label slot="tools">view <select id="section" @change=${(e) => (this.section = e.target.value === '' ? null : Number(e.target.value))}>
          <option value="">all</option>${tiltOrder(series.tiltsDeg).map((s) => html`<option value=${s} ?selected=${s === this.section}>${viewName(series, s)}</option>`)}</select></label>
        <label slot="tools">magnified <input type="number" min="1" max="5000" .value=${String(this.magnify)} @change=${(e) => (this.magnify = Number(e.target.value) || 1)}> times</label>`;
    }
    if (this.tab === 'space') {
      return ['surfaces', 'views'].map((name) => html`<button slot="tools" aria-pressed=${this.shown[name]}
        @click=${() => (this.shown = { ...this.shown, [name]: !this.shown[name] })}>${name}</button>`);
    }
    return null;
  }

  #exports() {
    const inSpace = this.tab === 'space';
    const shown = () => this.renderRoot.querySelector(inSpace ? 'gt-three-view' : 'gt-chart');
    const { residuals, views, beads } = this.fit;
    const table = { tilt: views, corrections: views, marker: beads, space: beads }[this.tab] ?? residuals;
    const withView = table === views ? { view: views.tiltDeg.map((_, i) => i + 1), ...views } : table === residuals
      ? { marker: residuals.marker, view: residuals.tilt.map((t) => t + 1), tiltDeg: residuals.tilt.map((t) => this.fit.series.tiltsDeg[t]),
        x: residuals.x, y: residuals.y, residualXPx: residuals.dx, residualYPx: residuals.dy, weight: residuals.weight } : table;
    const columns = Object.fromEntries(Object.entries(withView).filter(([, column]) => column));
    return { name: `fit-${this.tab}`, csv: () => csv(columns), canvas: () => shown().toCanvas(), svg: inSpace ? null : () => shown().toSvg() };
  }

  #shown() {
    if (this.tab === 'space') {
      return html`<gt-three-view .fit=${this.fit} .shown=${this.shown} .marker=${this.picked}
        @gt-marker=${({ detail }) => { this.picked = detail.marker; this.link.send('picked', { marker: detail.marker }); }}></gt-three-view>`;
    }
    this.plot = this.#plot();
    return html`<gt-chart label=${`residuals, ${TABS[this.tab]}`} .spec=${this.plot.spec} .tip=${this.#tip} @gt-pick=${this.#pick}></gt-chart>`;
  }

  render() {
    const { fit } = this;
    return html`<gt-window .workflow=${this.workflow} .keys=${KEYS} heading="Fitting" .series=${fit?.series} .problem=${this.problem}
        .exports=${fit ? this.#exports() : null} ?busy=${!fit && !this.problem} .note=${fit ? `model: ${fit.summary.model}` : ''}>
      ${fit && !this.problem ? html`<span slot="tools" class="group">${Object.entries(TABS).map(([key, text]) => html`<button id=${`tab-${key}`} aria-pressed=${this.tab === key}
          @click=${() => this.#open(key)}>${text}</button>`)}</span>${this.#tabTools()}
        ${this.#shown()}${this.#summary()}` : null}
    </gt-window>`;
  }
}
customElements.define('gt-fitting', Fitting);
