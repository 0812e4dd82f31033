// The CTF: defocus, astigmatism, score and resolution along the tilts; the power spectrum of a view with the rings of its fit, its
// averaged rings; and values put right by hand.
import { LitElement, css, html } from 'lit';
import { get, ofWorkflow, put } from '../lib/api.js';
import { isTyping } from '../markers/editor-keys.js';
import { picture } from '../plots/patches.js';
import { csv } from '../plots/save.js';
import { range } from '../plots/scale.js';
import { tiltOrder, viewName } from '../plots/series.js';
import { CTF as KEYS } from '../plots/keys.js';
import { controls } from '../plots/window.js';
import { zeros } from '../plots/ctf-rings.js';
import '../plots/chart.js';

const CURVES = {
  defocus: { text: 'defocus, µm', columns: ['defocusUAngstrom', 'defocusVAngstrom'], names: ['U', 'V'], scale: 1e-4 },
  astigmatism: { text: 'astigmatism, nm', columns: ['astigmatismAngstrom'], names: ['U − V'], scale: 0.1 },
  angle: { text: 'direction of U, °', columns: ['astigmatismDeg'], names: ['direction'], scale: 1 },
  score: { text: 'score of the rings', columns: ['score'], names: ['score'], scale: 1 },
  resolution: { text: 'rings seen to, Å', columns: ['resolutionAngstrom'], names: ['resolution'], scale: 1 },
  thickness: { text: 'path in the ice, nm', columns: ['iceThicknessNm'], names: ['thickness'], scale: 1 },
};
const STATUS = { FITTED: 'measured', OUTLIER: 'measured, but far from the other views: look at it', FROM_NEIGHBOURS: 'from its neighbours: its own rings say next to nothing',
  SET: 'set by hand', INTERPOLATED: 'put between its neighbours by hand', LEFT_OUT: 'left out by hand', NO_RINGS: 'no rings', NO_DATA: 'no data' };

class CtfWindow extends LitElement {
  static properties = { workflow: {}, params: {}, data: { state: true }, view: { state: true }, section: { state: true }, curve: { state: true }, along: { state: true },
    rings: { state: true }, problem: { state: true }, said: { state: true }, busy: { state: true } };
  static styles = [controls, css`
    .row { display: flex; flex: 1; min-height: 0; }
    .charts { flex: 1; display: flex; flex-direction: column; min-width: 0; }
    .spectrum { width: calc(420px * var(--unit)); display: flex; flex-direction: column; gap: var(--gap-2); padding: var(--gap-3); box-sizing: border-box; overflow: auto;
      border-left: 1px solid var(--line); background: var(--surface); }
    .spectrum canvas { width: min(100%, 46vh); aspect-ratio: 1; border: 1px solid var(--line); }
    .edit { display: grid; grid-template-columns: auto 1fr; gap: var(--gap-1) var(--gap-2); align-items: center; }
    .wide { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: var(--gap-2); margin-top: var(--gap-1); }
    h2 { font-size: var(--size); margin: 0; }
  `];

  constructor() {
    super();
    this.curve = 'defocus';
    this.along = 'tilt';
    this.rings = true;
  }

  async connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.#key);
    try {
      this.data = await get(`${ofWorkflow(this.workflow)}/plots/ctf`);
      const { tiltsDeg } = this.data.series;
      this.order = tiltOrder(tiltsDeg);
      const lowest = this.order.reduce((a, b) => (Math.abs(tiltsDeg[b]) < Math.abs(tiltsDeg[a]) ? b : a));
      const asked = Number(this.params?.get('tilt') ?? lowest);
      this.show(this.order.includes(asked) ? asked : lowest);
    } catch (cause) {
      this.problem = cause;
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#key);
  }

  #key = (event) => {
    if (!this.order || isTyping(event)) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = by && this.order[this.order.indexOf(this.section) + by];
    if (next !== undefined) this.show(next);
  };

  async show(section) {
    this.section = section;
    this.busy = true;
    try {
      const view = await get(`${ofWorkflow(this.workflow)}/plots/ctf/${section}`);
      if (section !== this.section) return;
      const grey = Uint8Array.from(atob(view.picture), (c) => c.charCodeAt(0));
      this.view = { ...view, canvas: picture(grey, view.side) };
    } catch (cause) {
      if (section !== this.section) return;
      this.view = null;
      this.said = cause.message;
    }
    this.busy = false;
  }

  updated() {
    const canvas = this.renderRoot.querySelector('.spectrum canvas');
    if (!canvas) return;
    const context = canvas.getContext('2d');
    context.clearRect(0, 0, 788, 788);
    if (!this.view) return;
    context.drawImage(this.view.canvas, 0, 0, 788, 788);
    if (this.rings) this.#drawRings(context);
  }

  // Where the CTF is zero, along every direction; a red arc where the rings end.
  #drawRings(context) {
    const { views, optics } = this.data;
    const u = views.defocusUAngstrom[this.section];
    if (u === null) return;
    const v = views.defocusVAngstrom[this.section];
    const angle = (views.astigmatismDeg[this.section] * Math.PI) / 180;
    const perFrequency = 788 / this.view.side / this.view.frequencyStep;
    const draw = (radiusOf, colour, width) => {
      context.beginPath();
      for (let k = 0; k <= 180; k++) {
        const a = (k * 2 * Math.PI) / 180;
        const r = radiusOf(a) * perFrequency;
        const at = [394 + r * Math.cos(a), 394 - r * Math.sin(a)];
        if (k) context.lineTo(...at);
        else context.moveTo(...at);
      }
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    };
    const highest = (this.view.side / 2) * this.view.frequencyStep;
    const count = Math.min(8, zeros((u + v) / 2, optics, highest).length);
    for (let n = 0; n < count; n++) {
      draw((a) => zeros((u + v + (u - v) * Math.cos(2 * (a - angle))) / 2, optics, highest * 1.5)[n] ?? 0, 'rgb(90 200 255 / .7)', 1.5);
    }
    const resolution = views.resolutionAngstrom[this.section];
    if (resolution) draw(() => 1 / resolution, '#ff4d4d', 3);
  }

  #curveSpec() {
    const { series, views, edited, exposureOrder } = this.data;
    const { text, columns, names, scale } = CURVES[this.curve];
    const dose = this.along === 'dose';
    const place = (s) => (dose ? exposureOrder[s] + 1 : series.tiltsDeg[s]);
    const x = this.order.map(place);
    // the line follows the axis, the dots keep the order of the tilts
    const along = [...this.order.keys()].sort((a, b) => x[a] - x[b]);
    const lines = columns.map((name) => this.order.map((s) => (views[name][s] === null ? NaN : views[name][s] * scale)));
    const kind = this.order.map((s) => ({ OUTLIER: 1, FROM_NEIGHBOURS: 2 }[views.status[s]] ?? (edited.includes(s) ? 3 : 0)));
    return {
      key: `${this.curve} ${this.along}`, x: { label: dose ? 'number of the exposure' : 'tilt angle, °', range: range([x], 0.03) }, y: { label: text, range: range(lines, 0.1) },
      layers: [
        ...lines.map((y, i) => ({ kind: 'line', x: along.map((k) => x[k]), y: along.map((k) => y[k]), colour: ['series-1', 'series-3'][i], width: 1.3 })),
        ...lines.map((y, i) => ({ kind: 'points', x, y, size: 7, group: kind, colours: [['series-1', 'series-3'][i], 'series-2', 'text-quiet', 'accent'] })),
      ],
      marks: [{ axis: 'x', value: place(this.section), label: '' }],
      legend: [...names.map((name, i) => ({ colour: ['series-1', 'series-3'][i], text: name })), { colour: 'series-2', text: 'far from the others' },
        { colour: 'text-quiet', text: 'from neighbours' }, { colour: 'accent', text: 'by hand' }],
    };
  }

  #profileSpec() {
    const { frequency, power, background, fit } = this.view.profile;
    const of = (column) => column.map((v, i) => (v === null || background[i] === null ? NaN : v - background[i]));
    const measured = of(power);
    return {
      key: `profile ${this.section}`, x: { label: 'spatial frequency, 1/Å', range: range([frequency], 0.01) }, y: { label: 'rings, background off', range: range([measured, of(fit)]) },
      layers: [{ kind: 'line', x: frequency, y: measured, colour: 'series-1' }, { kind: 'line', x: frequency, y: of(fit), colour: 'series-2' }],
      legend: [{ colour: 'series-1', text: 'measured' }, { colour: 'series-2', text: 'fit' }],
    };
  }

  #change = async (change) => {
    try {
      this.data = await put(`${ofWorkflow(this.workflow)}/plots/ctf/${this.section}`, change);
      this.said = 'kept; it holds for later estimates, too, until it is restored';
      await this.show(this.section);
    } catch (cause) {
      this.said = cause.message;
    }
  };

  #set = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    this.#change({ kind: 'set', defocusAngstrom: Number(form.get('defocus')) * 1e4, astigmatismAngstrom: Number(form.get('astigmatism')) * 10,
      astigmatismDeg: Number(form.get('angle')) });
  };

  #panel() {
    const { series, views, edited } = this.data;
    const s = this.section;
    const at = this.order.indexOf(s);
    const value = (name, scale, decimals) => (views[name][s] === null ? '' : (views[name][s] * scale).toFixed(decimals));
    return html`<div class="spectrum"><h2>${viewName(series, s)}</h2>
      <canvas width="788" height="788" role="img" aria-label="power spectrum"></canvas>
      <span class="quiet">left: the model · right: measured, above as it is, below averaged · red: where the rings end</span>
      <p id="status">${STATUS[views.status[s]]}${edited.includes(s) ? '' : `; score ${value('score', 1, 2)}, rings to ${value('resolutionAngstrom', 1, 1)} Å`}</p>
      <form class="edit" @submit=${this.#set}>
        <label for="defocus">defocus</label><span><input id="defocus" name="defocus" type="number" step="0.001" .value=${value('defocusAngstrom', 1e-4, 3)} required> µm</span>
        <label for="astigmatism">astigmatism</label><span><input id="astigmatism" name="astigmatism" type="number" step="0.1" .value=${value('astigmatismAngstrom', 0.1, 1) || '0'}> nm</span>
        <label for="direction">direction of U</label><span><input id="direction" name="angle" type="number" step="1" .value=${value('astigmatismDeg', 1, 0) || '0'}> °</span>
        <span class="wide"><button id="set" class="main">set</button>
        <button type="button" id="interpolate" title="between its neighbours in tilt angle" @click=${() => this.#change({ kind: 'interpolate' })}>interpolate</button>
        <button type="button" id="leave-out" title="no CTF for this view" @click=${() => this.#change({ kind: 'leaveOut' })}>leave out</button>
        <button type="button" id="restore" ?disabled=${!edited.includes(s)} @click=${() => this.#change({ kind: 'restore' })}>restore</button></span></form>
      <span class="group"><button ?disabled=${at === 0} @click=${() => this.show(this.order[at - 1])}>◀ view</button>
        <button ?disabled=${at === this.order.length - 1} @click=${() => this.show(this.order[at + 1])}>view ▶</button></span></div>`;
  }

  #exports() {
    const { series, views } = this.data;
    const chart = (at) => this.renderRoot.querySelectorAll('gt-chart')[at];
    const drawn = (at) => ({ svg: () => chart(at).toSvg(), canvas: () => chart(at).toCanvas() });
    const curves = { text: 'curves', name: 'ctf', ...drawn(0), csv: () => csv({ view: series.tiltsDeg.map((_, i) => i + 1), tiltDeg: series.tiltsDeg, ...views }) };
    if (!this.view?.profile) return [curves];
    const { frequency, power, background, fit } = this.view.profile;
    const number = this.section + 1;
    return [curves,
      { text: 'rings of this view', name: `ctf-rings-view${number}`, ...drawn(1), csv: () => csv({ frequencyPerAngstrom: frequency, power, background, fit }) },
      { text: 'spectrum of this view', name: `ctf-spectrum-view${number}`, canvas: () => this.renderRoot.querySelector('.spectrum canvas') }];
  }

  render() {
    const { data } = this;
    const ready = data && this.section !== undefined && !this.problem;
    return html`<gt-window .workflow=${this.workflow} .keys=${KEYS} heading="CTF" .series=${data?.series} .problem=${this.problem} .exports=${ready ? this.#exports() : null}
        ?busy=${(this.busy || !data) && !this.problem} .note=${this.said ?? data?.verdict ?? ''}>
      ${ready ? html`<label slot="tools">show <select id="curve" @change=${(e) => (this.curve = e.target.value)}>
          ${Object.entries(CURVES).map(([key, { text }]) => html`<option value=${key} ?selected=${key === this.curve}>${text}</option>`)}</select></label>
        <label slot="tools">along <select id="along" @change=${(e) => (this.along = e.target.value)}>
          <option value="tilt">the tilts</option><option value="dose">the dose</option></select></label>
        <button slot="tools" id="rings" aria-pressed=${this.rings} @click=${() => (this.rings = !this.rings)}>rings</button>
        <span slot="tools" class="quiet">click a dot to see its view; ← →</span>
        <div class="row"><div class="charts">
          <gt-chart label="CTF of the views" .spec=${this.#curveSpec()} .tip=${({ index }) => `${viewName(data.series, this.order[index])}\n${STATUS[data.views.status[this.order[index]]]}`}
            @gt-pick=${({ detail }) => this.show(this.order[detail.index])}></gt-chart>
          ${this.view?.profile ? html`<gt-chart label="averaged rings" .spec=${this.#profileSpec()}></gt-chart>` : null}</div>
          ${this.#panel()}</div>` : null}
    </gt-window>`;
  }
}
customElements.define('gt-ctf', CtfWindow);
