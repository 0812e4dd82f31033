// tmshow: looks at the stacks and tomograms of a workflow.
import { LitElement, css, html } from 'lit';
import { ofWorkflow, post, put } from '../lib/api.js';
import { listen } from '../lib/live.js';
import { problemPanel, problemStyle, verdictStyle } from '../lib/problem.js';
import { STANDARD, inMode } from '../viewer/contrast.js';
import { controls } from '../viewer/controls.js';
import { ImageSource } from '../viewer/image-source.js';
import { keyHandler, KEYS } from '../viewer/keys.js';
import { px, viewName } from '../viewer/measures.js';
import { Overlays } from '../viewer/overlays.js';
import { savePicture } from '../viewer/picture.js';
import { Pins } from '../viewer/pins.js';
import { PLANES, crossOf, sectionOf } from '../viewer/planes.js';
import { Ruler } from '../viewer/ruler.js';
import { sidePanel } from '../viewer/side-panel.js';
import { read, written } from '../viewer/state.js';
import { toolbox } from '../viewer/toolbox.js';
import '../viewer/key-help.js';
import '../viewer/plane-view.js';
import '../viewer/step-bar.js';

const BEAD_RADIUS = 'detection.detectPeaks.beadRadiusPx';

class Tmshow extends LitElement {
  static properties = {
    workflow: {}, params: { attribute: false },
    source: { state: true }, state: { state: true }, tool: { state: true }, image: { state: true }, problem: { state: true },
    stamp: { state: true }, box: { state: true }, run: { state: true }, told: { state: true },
  };
  static styles = [controls, problemStyle, verdictStyle, css`
    :host { display: grid; grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr) calc(268px * var(--unit)); height: 100%; background: var(--ground);
      user-select: none; }
    .tools { grid-column: 1 / -1; display: flex; gap: var(--gap-1); align-items: center; padding: var(--gap-1) var(--gap-2);
      border-bottom: 1px solid var(--line); background: var(--surface); flex-wrap: wrap; }
    .tools .gap { flex: 1; }
    .tools .back { color: var(--accent); text-decoration: none; padding: 0 var(--gap-1); }
    gt-plane-view { min-width: 0; min-height: 0; }
    .side { overflow-y: auto; border-left: 1px solid var(--line); background: var(--surface); padding: var(--gap-2) var(--gap-3); }
    .side h2 { font-size: var(--size-small); text-transform: uppercase; letter-spacing: .06em; color: var(--text-quiet); margin: var(--gap-3) 0 var(--gap-1); }
    .side h2:first-child { margin-top: 0; }
    .foot { grid-column: 1 / -1; display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 2fr) minmax(0, 1fr); align-items: center;
      gap: var(--gap-2); padding: var(--gap-1) var(--gap-2); border-top: 1px solid var(--line); background: var(--surface); }
    .nothing { grid-column: 1 / -1; grid-row: 2; }
    .problem { color: var(--failed); }
    .row { display: flex; gap: var(--gap-1); margin-top: var(--gap-1); }
    .where { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  `];

  constructor() {
    super();
    this.tool = 'cross';
    this.stamp = 0;
    this.told = '';
    this.ruler = new Ruler(this.again);
    this.onkey = keyHandler(this);
  }

  // Something that is drawn has changed.
  again = () => this.stamp++;

  connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.onkey);
    this.end = listen(this.workflow, {
      changed: () => this.#changed(),
      run: (state) => (this.run = state),
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.onkey);
    clearTimeout(this.writing);
    clearTimeout(this.following);
    this.end?.();
  }

  willUpdate(changed) {
    if (changed.has('params') || changed.has('workflow')) this.#open(read(this.params ?? new URLSearchParams()));
  }

  async #open(state) {
    this.state = state;
    this.opening = state;
    try {
      const source = await ImageSource.open(this.workflow, state);
      if (this.opening !== state) return; // another has been asked for meanwhile
      const middle = Math.floor((source.info.sections - 1) / 2);
      const first = source.info.order ? this.#middleView(source.info) : middle;
      const section = Math.min(source.info.sections - 1, Math.max(0, state.section ?? first));
      this.problem = null;
      this.source = source;
      this.overlays = new Overlays(source, this.again);
      this.pins = new Pins(source, this.again);
      if (source.isVolume) this.box = source.info.fullSizePx?.map(Math.round) ?? null;
      if (this.pins.possible) this.pins.load();
      else if (this.tool === 'pin') this.tool = 'cross';
      this.ruler.clear();
      this.set({ item: source.info.item || state.item, section, contrast: state.contrast });
      document.title = `${source.info.label} – ${source.info.file}`;
    } catch (cause) {
      if (this.opening === state) this.problem = cause;
    }
  }

  #middleView({ order, tiltsDeg }) {
    return order.reduce((best, section) => (Math.abs(tiltsDeg[section]) < Math.abs(tiltsDeg[best]) ? section : best));
  }

  async #changed() {
    if (!this.source) return;
    try {
      await this.source.refresh();
      this.overlays.reload();
      if (this.pins.possible) await this.pins.load();
      this.again();
    } catch (cause) {
      this.problem = cause;
    }
  }

  // Changes what is shown; the address follows.
  set(change) {
    this.state = { ...this.state, ...change };
    clearTimeout(this.writing);
    this.writing = setTimeout(() => {
      const query = written(this.state).toString();
      history.replaceState(history.state, '', `${location.pathname}${query ? `?${query}` : ''}`);
    }, 250);
  }

  // Contrast as set, or what is usual: views each on their own, all slices of a volume as the first that was seen with this filter.
  get contrast() {
    return this.state.contrast ?? (this.source?.isVolume ? this.usual?.contrast : null) ?? STANDARD;
  }

  #shown({ image }) {
    // The histogram may lag behind while views fly past.
    this.lastImage = image;
    this.following ||= setTimeout(() => {
      this.following = 0;
      this.image = this.lastImage;
    }, this.image ? 120 : 0);
    this.problem = null;
    const filter = [this.source.info.stamp, this.state.binning, this.state.thickness, ...Object.values(this.state.band)].join(' ');
    if (this.source.isVolume && this.usual?.filter !== filter) this.usual = { filter, contrast: inMode(STANDARD, 'same', image) };
  }

  setContrast(change) {
    this.set({ contrast: { ...this.contrast, ...change } });
  }

  // ---- stepping: views follow each other by tilt angle

  get order() {
    return this.source?.info.order ?? null;
  }

  // The plane that is stepped through.
  get plane() {
    return this.source?.isVolume && !this.state.planes ? this.state.plane : 'xy';
  }

  get count() {
    return this.source?.size(this.plane).depth ?? 1;
  }

  get index() {
    if (this.plane !== 'xy') return sectionOf(this.plane, this.source.info, this.state);
    return this.order ? this.order.indexOf(this.state.section) : this.state.section ?? 0;
  }

  goTo(index) {
    const at = Math.min(this.count - 1, Math.max(0, index));
    if (this.plane === 'xy') {
      this.set({ section: this.order ? this.order[at] : at });
      return;
    }
    const [x, y] = crossOf(this.source.info, this.state);
    this.set({ cross: PLANES[this.plane].normal === 0 ? [at, y] : [x, at] });
  }

  get view() {
    return this.renderRoot.querySelector('gt-plane-view');
  }

  get canvas() {
    return this.view?.canvas;
  }

  get stepBar() {
    return this.renderRoot.querySelector('gt-step-bar');
  }

  #label() {
    const { info } = this.source;
    const name = viewName(info, this.state.section);
    if (name) return name;
    const index = sectionOf(this.plane, this.source.info, this.state);
    return `${PLANES[this.plane].label} ${index + 1} of ${info.kind === 'volume' ? this.source.size(this.plane).depth : info.sections}`;
  }

  // ---- doing

  // Discards the view on the screen, or takes it back.
  async discard(away) {
    if (!this.order) return;
    const { section } = this.state;
    await this.#do(async () => {
      await post(`${ofWorkflow(this.workflow)}/${away ? 'discard' : 'undiscard'}`, { sections: [section] });
      await this.source.refresh();
      this.told = `${viewName(this.source.info, section)} ${away ? 'is discarded; Shift + x takes it back' : 'is taken back'}`;
    });
  }

  async setBeadRadius() {
    const radiusPx = (this.ruler.lengthPx * this.source.info.binning) / 2;
    await this.#do(async () => {
      const { value } = await put(`${ofWorkflow(this.workflow)}/parameters/${BEAD_RADIUS}`, { value: Number(radiusPx.toFixed(1)) });
      this.told = `bead radius for detection: ${px(value)}`;
    });
  }

  async #do(work) {
    try {
      await work();
      this.problem = null;
    } catch (cause) {
      this.problem = cause;
      this.told = '';
    }
    this.again();
  }

  savePicture() {
    savePicture(this.view, `${this.source.info.file.replace(/\.[^.]*$/, '')}_${this.plane}${this.index + 1}.png`);
  }

  setPlanes() {
    this.set({ planes: !this.state.planes });
  }

  lookAt([x, y, z]) {
    const section = Math.min(this.source.info.sections - 1, Math.max(0, Math.round(z)));
    this.set({ section, ...(this.source.isVolume ? { cross: [Math.round(x), Math.round(y)] } : {}) });
    if (this.plane === 'xy') this.canvas.centreOn(x, y);
  }

  render() {
    if (this.problem && !this.source) return html`<div class="nothing">${problemPanel(this.workflow, this.problem)}</div>`;
    if (!this.source) return null;
    return html`
      ${toolbox(this)}
      <gt-plane-view .source=${this.source} .state=${this.state} .contrast=${this.contrast} .tool=${this.tool} .ruler=${this.ruler}
        .overlays=${this.overlays} .pins=${this.pins} .box=${this.box} .order=${this.order} .stamp=${this.stamp}
        @gt-place=${(event) => this.pins.add(event.detail.place)} @gt-shown=${(event) => this.#shown(event.detail)}
        @gt-step=${(event) => this.goTo(this.index + event.detail.by)} @gt-state=${(event) => this.set(event.detail)}
        @gt-problem=${(event) => (this.problem = event.detail.cause)}></gt-plane-view>
      ${sidePanel(this)}
      <div class="foot">
        <span class="where small ${this.problem ? 'problem' : 'quiet'}" title=${this.problem?.message ?? ''} role="status">
          ${this.problem?.message ?? this.told}</span>
        <gt-step-bar .count=${this.count} .index=${this.index} .label=${this.#label()}
          @gt-index=${(event) => this.goTo(event.detail.index)}></gt-step-bar>
        <span></span>
      </div>
      <gt-key-help .keys=${KEYS}></gt-key-help>`;
  }

  fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  help() {
    this.renderRoot.querySelector('gt-key-help').toggle();
  }
}
customElements.define('gt-tmshow', Tmshow);
