// Gold bead targeting: what the beads look like on average, the brightness along the radius, and the radius measured in it against
// the parameter of the detection; for one marker or all.
import { LitElement, css, html } from 'lit';
import { get, ofWorkflow, put } from '../lib/api.js';
import { averageItems } from '../plots/gallery-items.js';
import { TARGETING as KEYS } from '../plots/keys.js';
import { Link } from '../plots/link.js';
import { csv } from '../plots/save.js';
import { range } from '../plots/scale.js';
import { px, signed } from '../plots/series.js';
import { controls } from '../plots/window.js';
import '../plots/chart.js';

class Targeting extends LitElement {
  static properties = { workflow: {}, params: {}, data: { state: true }, chosen: { state: true }, problem: { state: true }, said: { state: true } };
  static styles = [controls, css`
    .row { display: flex; flex: 1; min-height: 0; }
    .picture { width: calc(300px * var(--unit)); flex: none; padding: var(--gap-4); box-sizing: border-box; display: flex; flex-direction: column; gap: var(--gap-3); overflow: auto; }
    .picture canvas { width: 100%; aspect-ratio: 1; box-sizing: border-box; image-rendering: pixelated; border: 1px solid var(--line); }
    .charts { flex: 1; display: flex; flex-direction: column; min-width: 0; }
    .figure { font-size: 1.15em; font-weight: 600; }
  `];

  constructor() {
    super();
    this.chosen = -1;
  }

  connectedCallback() {
    super.connectedCallback();
    this.link = new Link(this.workflow, 'targeting', {
      picked: ({ marker }) => { if (this.items?.some((item) => item.marker === marker)) this.chosen = marker; },
      edited: () => this.#load(),
    });
    if (this.params?.has('marker')) this.chosen = Number(this.params.get('marker'));
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.link.close();
  }

  async #load() {
    try {
      this.data = await get(`${ofWorkflow(this.workflow)}/plots/averages`);
      this.items = averageItems(this.data);
      this.problem = null;
    } catch (cause) {
      this.problem = cause;
    }
  }

  get #item() { return this.items.find((item) => item.marker === this.chosen) ?? this.items[0]; }

  updated() {
    const canvas = this.#picture;
    if (!canvas || !this.items) return;
    const { picture, radius } = this.#item;
    const context = canvas.getContext('2d');
    const scale = 520 / this.data.sidePx;
    context.imageSmoothingEnabled = false;
    context.drawImage(picture, 0, 0, 520, 520);
    const circle = (r, colour, dash) => {
      if (!r) return;
      context.setLineDash(dash);
      context.strokeStyle = colour;
      context.lineWidth = 3;
      context.beginPath();
      context.arc(260, 260, r * scale, 0, 2 * Math.PI);
      context.stroke();
    };
    circle(this.data.series.beadRadiusPx, '#ffe03a', [10, 8]);
    circle(radius, '#ff4d4d', []);
  }

  #profileSpec() {
    const { profile, radius } = this.#item;
    const r = profile.map((_, i) => i * this.data.stepPx);
    const set = this.data.series.beadRadiusPx;
    return {
      x: { label: 'distance from the centre, px', range: [0, r.at(-1)] }, y: { label: 'brightness, standard deviations', range: range([profile.map((v) => v ?? NaN)]) },
      layers: [{ kind: 'line', x: r, y: profile.map((v) => v ?? NaN), gaps: false, colour: 'series-1', width: 2 }],
      marks: [...(radius === null ? [] : [{ axis: 'x', value: radius, colour: 'failed', label: '' }]), { axis: 'x', value: set, label: '' }],
      legend: [{ colour: 'accent', line: true, text: `parameter, ${px(set)}` },
        ...(radius === null ? [] : [{ colour: 'failed', line: true, text: `measured, ${px(radius)}` }])],
    };
  }

  #radiiSpec() {
    const rows = this.items.filter((item) => item.marker >= 0 && item.radius !== null);
    this.rows = rows;
    const set = this.data.series.beadRadiusPx;
    return {
      x: { label: 'marker', range: [-0.7, Math.max(0.7, rows.length - 0.3)], ticks: rows.map((row, at) => ({ value: at, text: String(row.marker) })) },
      y: { label: 'measured radius, px', range: range([rows.map((row) => row.radius), [set]], 0.15) },
      layers: [{ kind: 'points', x: rows.map((_, at) => at), y: rows.map((row) => row.radius), size: 8, colours: ['series-1', 'accent'],
        group: rows.map((row) => (row.marker === this.chosen ? 1 : 0)) }],
      marks: [{ axis: 'y', value: set, label: `parameter, ${px(set)}` }],
    };
  }

  #use = async (radius) => {
    try {
      await put(`${ofWorkflow(this.workflow)}/parameters/detection.detectPeaks.beadRadiusPx`, { value: Number(radius.toFixed(2)) });
      this.said = `the bead radius is ${radius.toFixed(2)} px now; the detection can be run again`;
      await this.#load();
    } catch (cause) {
      this.said = cause.message;
    }
  };

  #exports() {
    const { data, items } = this;
    const nameOf = (it, prefix = '') => (it.marker < 0 ? 'all' : `${prefix}${it.marker}`);
    const chart = (at) => this.renderRoot.querySelectorAll('gt-chart')[at];
    const drawn = (at) => ({ svg: () => chart(at).toSvg(), canvas: () => chart(at).toCanvas() });
    return [
      { text: 'radial profile', name: 'targeting-profile', ...drawn(0), csv: () => csv({ radiusPx: this.#item.profile.map((_, i) => i * data.stepPx),
        ...Object.fromEntries(items.map((it) => [nameOf(it, 'marker'), it.profile])) }) },
      { text: 'measured radii', name: 'targeting-radii', ...drawn(1), csv: () => csv({ marker: items.map((it) => nameOf(it)),
        patches: items.map((it) => it.count), radiusPx: items.map((it) => it.radius) }) },
      { text: 'average', name: `targeting-average-${nameOf(this.#item, 'marker')}`, canvas: () => this.#picture },
    ];
  }

  get #picture() { return this.renderRoot.querySelector('.picture canvas'); }

  render() {
    const { data } = this;
    if (!data) return html`<gt-window .workflow=${this.workflow} heading="Gold bead targeting" .problem=${this.problem} ?busy=${!this.problem}></gt-window>`;
    const item = this.#item;
    const set = data.series.beadRadiusPx;
    const exports = this.#exports();
    return html`<gt-window .workflow=${this.workflow} .keys=${KEYS} heading="Gold bead targeting" .series=${data.series} .problem=${this.problem} .exports=${exports}
        .note=${this.said ?? 'yellow, dashed: the radius the detection uses; red: where the average has half its depth'}>
      <label slot="tools">bead <select id="bead" @change=${(e) => (this.chosen = Number(e.target.value))}>
        ${this.items.map((it) => html`<option value=${it.marker} ?selected=${it.marker === item.marker}>${it.marker < 0 ? 'all markers' : `marker ${it.marker}`}</option>`)}</select></label>
      <div class="row">
        <div class="picture"><canvas width="520" height="520" role="img" aria-label="average of the bead"></canvas>
          <table><tr><td>patches</td><td>${item.count}</td></tr><tr><td>radius, measured</td><td class="figure" id="measured">${px(item.radius)}</td></tr>
            <tr><td>radius, parameter</td><td class="figure">${px(set)}</td></tr>
            <tr><td>they differ by</td><td>${item.radius === null ? '–' : `${signed((100 * (item.radius - set)) / set)} %`}</td></tr>
            ${data.series.pixelSizeAngstrom && item.radius !== null ? html`<tr><td>diameter</td><td>${((item.radius * 2 * data.series.pixelSizeAngstrom) / 10).toFixed(2)} nm</td></tr>` : null}</table>
          <button id="use" ?disabled=${item.radius === null || Math.abs(item.radius - set) < 0.005} title="set the bead radius of the detection"
            @click=${() => this.#use(item.radius)}>use the measured radius</button></div>
        <div class="charts">
          <gt-chart label="radial profile" .spec=${this.#profileSpec()}></gt-chart>
          <gt-chart label="radii of all markers" .spec=${this.#radiiSpec()} .tip=${({ index }) => this.rows[index].title}
            @gt-pick=${({ detail }) => { this.chosen = this.rows[detail.index].marker; this.link.send('picked', { marker: this.chosen }); }}></gt-chart>
        </div>
      </div>
    </gt-window>`;
  }
}
customElements.define('gt-targeting', Targeting);
