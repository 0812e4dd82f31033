// The gold bead gallery: patches of the markers or of the peaks with CC (yellow), rotational merit (red) and tilt number (purple),
// to be sorted, filtered, chosen and deleted; and the average of each marker.
import { LitElement, css, html } from 'lit';
import { get, ofWorkflow } from '../lib/api.js';
import { askBeforeLeaving, saveKeys } from '../markers/save-bar.js';
import { Session } from '../markers/session.js';
import { ChoiceKeeper } from '../plots/choice-bar.js';
import { ORDERS, averageItems, markerItems, peakItems } from '../plots/gallery-items.js';
import { GALLERY as KEYS } from '../plots/keys.js';
import { Link } from '../plots/link.js';
import { PeakChoice } from '../plots/peak-choice.js';
import { Peaks } from '../plots/peaks.js';
import { csv } from '../plots/save.js';
import { tiltOrder, viewName } from '../plots/series.js';
import { controls } from '../plots/window.js';
import '../plots/patch-grid.js';

const SOURCES = { markers: 'working markers', averages: 'averages of the markers', selectedPeaks: 'selected peaks', peaks: 'all peaks' };

class Gallery extends LitElement {
  static properties = { workflow: {}, params: {}, source: { state: true }, order: { state: true }, view: { state: true }, marker: { state: true },
    below: { state: true }, chosen: { state: true }, size: { state: true }, tick: { state: true }, peaks: { state: true }, averages: { state: true },
    problem: { state: true }, said: { state: true }, busy: { state: true } };
  static styles = [controls, css`.key b { font-weight: 600; text-shadow: 0 0 2px #000, 0 0 2px #000; } .key { background: #1a1f26; padding: 2px 8px; border-radius: var(--radius); }`];

  constructor() {
    super();
    this.order = 'tilt';
    this.view = '';
    this.marker = '';
    this.below = '';
    this.size = 84;
    this.chosen = new Set();
    this.tick = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    const wanted = this.params?.get('source');
    this.source = SOURCES[wanted] ? wanted : 'markers';
    if (this.params?.has('marker')) this.marker = this.params.get('marker');
    if (this.params?.has('tilt')) this.view = this.params.get('tilt');
    this.link = new Link(this.workflow, 'gallery', {
      edited: () => this.session.follow(),
      peaks: ({ chosen }) => { if (this.#ofPeaks) this.chosen = new Set(chosen); },
      selection: () => {
        if (this.choice?.isChanged) return;
        this.peaks = null;
        this.#load();
      },
    });
    this.keeper = new ChoiceKeeper(this);
    this.session = new Session(this.workflow, this.link, () => this.tick++);
    this.endAsking = askBeforeLeaving(this.session);
    addEventListener('keydown', this.#key);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.link.close();
    this.session.close();
    this.keeper.close();
    this.endAsking();
    removeEventListener('keydown', this.#key);
  }

  async #load() {
    this.busy = true;
    this.chosen = new Set();
    try {
      this.problem = null;
      if (this.source === 'markers') {
        if (!this.session.series) await this.session.load();
        if (!this.session.byMarker.has(Number(this.marker))) this.marker = '';
        await this.#loadPeaks().catch(() => {}); // markers may come from elsewhere, without peaks
      } else if (this.source === 'averages') {
        this.averages = await get(`${ofWorkflow(this.workflow)}/plots/averages`);
      } else {
        await this.#loadPeaks();
      }
    } catch (cause) {
      this.problem = cause;
    }
    this.busy = false;
  }

  async #loadPeaks() {
    if (this.peaks) return;
    this.peaks = await Peaks.load(this.workflow);
    this.choice = new PeakChoice(this.peaks, null);
  }

  get #ofMarkers() { return this.source === 'markers'; }
  get #ofPeaks() { return this.source === 'peaks' || this.source === 'selectedPeaks'; }
  get #series() { return this.#ofMarkers ? this.session.series : this.source === 'averages' ? this.averages?.series : this.peaks?.series; }

  #items() {
    if (this.source === 'averages') return averageItems(this.averages);
    const all = this.#ofMarkers ? markerItems(this.session, this.peaks) : peakItems(this.peaks, this.choice.selected, this.source === 'selectedPeaks');
    const shown = all.filter((item) => (this.view === '' || item.tilt === Number(this.view))
      && (this.marker === '' || !this.#ofMarkers || item.marker === Number(this.marker))
      && (this.below === '' || !(item.cc >= Number(this.below))));
    return shown.sort((a, b) => ORDERS[this.order].compare(a, b) || (a.marker ?? a.id) - (b.marker ?? b.id));
  }

  #key = (event) => {
    if (event.composedPath()[0] instanceof HTMLInputElement || event.composedPath()[0] instanceof HTMLSelectElement) return;
    if (this.#ofPeaks && this.keeper.key(event)) return;
    if (this.#ofMarkers && saveKeys(event, this.session, () => this.renderRoot.querySelector('gt-save-bar'))) return;
    if ((event.key === 'Delete' || event.key === 'Backspace') && this.chosen.size) this.#delete();
    else if (event.key === 'Escape') this.chosen = new Set();
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.chosen = new Set(this.items.map((item) => item.id));
    }
  };

  // Observations are deleted in the editing session, peaks are rejected in the selection; both last when they are saved.
  #delete = async () => {
    const chosen = this.items.filter((item) => this.chosen.has(item.id));
    try {
      if (this.#ofMarkers) await this.session.edit({ kind: 'delete', markers: chosen.map((c) => c.marker), tilts: chosen.map((c) => c.tilt) });
      else this.keeper.do((choice) => choice.mark(this.chosen, 0));
      this.chosen = new Set();
      this.said = null;
    } catch (cause) {
      this.said = cause.message;
    }
  };

  #take = () => this.keeper.do((choice) => choice.mark(this.chosen, 1));

  #open = ({ detail: { item } }) => {
    if (this.source === 'averages') {
      if (item.marker >= 0) Object.assign(this, { source: 'markers', marker: String(item.marker), view: '' });
      this.#load();
    } else {
      this.link.showInEditor({ tilt: item.tilt, marker: item.marker });
    }
  };

  #choose = ({ detail }) => {
    this.chosen = detail.ids;
    if (this.#ofPeaks) this.link.send('peaks', { chosen: [...detail.ids] });
    const [only] = detail.ids;
    if (this.#ofMarkers && detail.ids.size === 1) this.link.send('picked', { marker: Number(only.split('/')[0]) });
  };

  #tools() {
    const series = this.#series;
    const option = (key, text, value) => html`<option value=${key} ?selected=${String(key) === String(value)}>${text}</option>`;
    const orders = Object.entries(ORDERS).filter(([key]) => this.#ofMarkers || !['marker', 'residual'].includes(key));
    return html`
      <select slot="tools" id="source" aria-label="what is shown" @change=${(e) => { this.source = e.target.value; this.order = 'tilt'; this.#load(); }}>
        ${Object.entries(SOURCES).map(([key, text]) => option(key, text, this.source))}</select>
      ${this.source === 'averages' || !series ? null : html`
        <label slot="tools">view <select id="view" @change=${(e) => (this.view = e.target.value)}>${option('', 'all', this.view)}
          ${tiltOrder(series.tiltsDeg).map((s) => option(s, viewName(series, s), this.view))}</select></label>
        ${this.#ofMarkers ? html`<label slot="tools">marker <select id="marker" @change=${(e) => (this.marker = e.target.value)}>${option('', 'all', this.marker)}
          ${this.session.markers.map((m) => option(m, m, this.marker))}</select></label>` : null}
        <label slot="tools">sort by <select id="order" @change=${(e) => (this.order = e.target.value)}>${orders.map(([key, { text }]) => option(key, text, this.order))}</select></label>
        <label slot="tools">CC below <input id="below" type="number" step="0.05" min="-1" max="1" .value=${this.below} @change=${(e) => (this.below = e.target.value)}></label>`}
      <label slot="tools">size <input type="range" min="40" max="200" .value=${String(this.size)} @input=${(e) => (this.size = Number(e.target.value))}></label>
      ${this.source === 'averages' ? null : html`<span slot="tools" class="bar"></span>
        <button slot="tools" id="delete" ?disabled=${!this.chosen.size} title="Del" @click=${this.#delete}>${this.#ofMarkers ? 'delete' : 'reject'} ${this.chosen.size || ''}</button>`}
      ${this.source === 'peaks' ? html`<button slot="tools" id="take" ?disabled=${!this.chosen.size} @click=${this.#take}>select</button>` : null}
      ${this.#ofMarkers ? html`<gt-save-bar slot="title" .session=${this.session} .tick=${this.tick}></gt-save-bar>` : null}
      ${this.#ofPeaks && this.choice ? this.keeper.bar('title') : null}`;
  }

  render() {
    const series = this.#series;
    const ready = series && !this.busy && !this.problem && (this.source !== 'averages' || this.averages) && (!this.#ofMarkers || this.session.byMarker);
    this.items = ready ? this.#items() : [];
    const grid = () => this.renderRoot.querySelector('gt-patch-grid');
    const column = (key) => this.items.map((item) => item[key]);
    const exports = { name: 'gallery', canvas: () => grid().toCanvas(), csv: () => csv(this.source === 'averages'
      ? { marker: column('marker').map((m) => (m < 0 ? 'all' : m)), patches: column('count'), radiusPx: column('radius') }
      : { view: column('tilt').map((t) => t + 1), x: column('x'), y: column('y'), cc: column('cc'), rotationalMerit: column('merit'),
        ...(this.#ofMarkers ? { marker: column('marker'), residualPx: column('residual') } : {}) }) };
    const note = this.said ?? (this.source === 'averages' ? 'number: the patches averaged, which lie wholly inside of their views; double click: show the patches of a marker'
      : `${this.items.length} patches${this.chosen.size ? `, ${this.chosen.size} chosen` : ''}; double click: show in dmarkers; below each patch: ${this.#ofMarkers ? 'marker · residual in px' : 'tilt angle'}`);
    return html`<gt-window .workflow=${this.workflow} .keys=${KEYS} heading="Gold bead gallery" .series=${series} .problem=${this.problem} .exports=${exports}
        ?busy=${!ready && !this.problem} .note=${ready ? note : ''}>
      ${ready || this.problem ? this.#tools() : null}
      ${ready ? html`<gt-patch-grid .workflow=${this.workflow} .items=${this.items} .size=${this.size} .chosen=${this.chosen}
        .sidePx=${Math.round(Math.max(series.patchSidePx, 4 * series.beadRadiusPx))} @gt-choose=${this.#choose} @gt-open=${this.#open}
        @gt-problem=${({ detail }) => (this.problem = detail.cause)}></gt-patch-grid>` : null}
      ${this.source === 'averages' ? null : html`<span slot="footer" class="key"><b style="color:var(--score-cc)">CC</b> · <b style="color:var(--score-merit)">rotational merit</b> · <b style="color:var(--score-tilt)">tilt number</b></span>`}
    </gt-window>`;
  }
}
customElements.define('gt-gallery', Gallery);
