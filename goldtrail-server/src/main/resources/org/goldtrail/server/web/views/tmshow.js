// tmshow: looks at the stacks and tomograms of a workflow.
import { LitElement, css, html } from 'lit';
import { listen } from '../lib/live.js';
import { STANDARD, inMode } from '../viewer/contrast.js';
import { controls } from '../viewer/controls.js';
import { icons } from '../viewer/icons.js';
import { ImageSource } from '../viewer/image-source.js';
import { keyHandler, KEYS } from '../viewer/keys.js';
import { viewName } from '../viewer/measures.js';
import { Ruler } from '../viewer/ruler.js';
import { read, written } from '../viewer/state.js';
import '../viewer/filter-panel.js';
import '../viewer/histogram-panel.js';
import '../viewer/key-help.js';
import '../viewer/plane-view.js';
import '../viewer/step-bar.js';

class Tmshow extends LitElement {
  static properties = {
    workflow: {}, params: { attribute: false },
    source: { state: true }, state: { state: true }, tool: { state: true }, image: { state: true }, problem: { state: true },
  };
  static styles = [controls, css`
    :host { display: grid; grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr) 268px; height: 100%; background: var(--ground);
      user-select: none; }
    .tools { grid-column: 1 / -1; display: flex; gap: var(--gap-1); align-items: center; padding: var(--gap-1) var(--gap-2);
      border-bottom: 1px solid var(--line); background: var(--surface); flex-wrap: wrap; }
    .tools .gap { flex: 1; }
    gt-plane-view { min-width: 0; min-height: 0; }
    .side { overflow-y: auto; border-left: 1px solid var(--line); background: var(--surface); padding: var(--gap-2) var(--gap-3); }
    .side h2 { font-size: var(--size-small); text-transform: uppercase; letter-spacing: .06em; color: var(--text-quiet); margin: var(--gap-3) 0 var(--gap-1); }
    .side h2:first-child { margin-top: 0; }
    .foot { grid-column: 1 / -1; display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 2fr) minmax(0, 1fr); align-items: center;
      gap: var(--gap-2); padding: var(--gap-1) var(--gap-2); border-top: 1px solid var(--line); background: var(--surface); }
    .problem { color: var(--failed); }
    .where { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  `];

  constructor() {
    super();
    this.tool = 'cross';
    this.ruler = new Ruler(() => this.requestUpdate());
    this.onkey = keyHandler(this);
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.onkey);
    this.end = listen(this.workflow, { changed: () => this.#changed() });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.onkey);
    clearTimeout(this.writing);
    this.end?.();
  }

  willUpdate(changed) {
    if (changed.has('params') || changed.has('workflow')) this.#open(read(this.params ?? new URLSearchParams()));
  }

  async #open(state) {
    this.state = state;
    try {
      const source = await ImageSource.open(this.workflow, state);
      const middle = Math.floor((source.info.sections - 1) / 2);
      const first = source.info.order ? this.#middleView(source.info) : middle;
      const section = Math.min(source.info.sections - 1, Math.max(0, state.section ?? first));
      this.problem = null;
      this.source = source;
      this.set({ item: source.info.item || state.item, section, z: source.isVolume ? section : null });
      document.title = `${source.info.label} – ${source.info.file}`;
    } catch (cause) {
      this.problem = cause;
    }
  }

  #middleView({ order, tiltsDeg }) {
    return order.reduce((best, section) => (Math.abs(tiltsDeg[section]) < Math.abs(tiltsDeg[best]) ? section : best));
  }

  async #changed() {
    if (!this.source) return;
    try {
      await this.source.refresh();
      this.requestUpdate();
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

  // Contrast as set, or what is usual for the kind of file.
  get contrast() {
    return this.state.contrast ?? STANDARD;
  }

  setContrast(change) {
    this.set({ contrast: { ...this.contrast, ...change } });
  }

  // ---- stepping: views follow each other by tilt angle

  get order() {
    return this.source?.info.order ?? null;
  }

  get count() {
    return this.source?.info.sections ?? 1;
  }

  get index() {
    return this.order ? this.order.indexOf(this.state.section) : this.state.section ?? 0;
  }

  goTo(index) {
    const at = Math.min(this.count - 1, Math.max(0, index));
    this.set({ section: this.order ? this.order[at] : at });
  }

  get canvas() {
    return this.renderRoot.querySelector('gt-plane-view')?.canvas;
  }

  get stepBar() {
    return this.renderRoot.querySelector('gt-step-bar');
  }

  #label() {
    const { info } = this.source;
    const name = viewName(info, this.state.section);
    return name || `slice ${this.state.section + 1} of ${info.sections}`;
  }

  #toolButton(name, title) {
    return html`<button class="icon" title=${title} aria-label=${title} aria-pressed=${this.tool === name}
      @click=${() => (this.tool = name)}>${icons[name]}</button>`;
  }

  render() {
    if (this.problem && !this.source) return html`<p class="problem">${this.problem.message}</p>`;
    if (!this.source) return null;
    const { info } = this.source;
    return html`
      <div class="tools">
        <select aria-label="file" title=${info.path} @change=${this.#choose}>
          ${info.files.map(({ item, file, label }) => html`<option value="${item}/${file}" ?selected=${item === info.item && file === info.file}>
            ${label} – ${file}</option>`)}
        </select>
        <span class="gap"></span>
        ${this.#toolButton('cross', 'pointer: coordinates and values (Esc)')}
        ${this.#toolButton('hand', 'hand: drag moves the image (h)')}
        ${this.#toolButton('ruler', 'ruler: draw a line across something (r)')}
        <button class="icon" title="whole image (f)" aria-label="whole image" @click=${() => this.canvas.fit()}>${icons.fit}</button>
        <button class="icon" title="invert (i)" aria-label="invert" aria-pressed=${this.contrast.invert}
          @click=${() => this.setContrast({ invert: !this.contrast.invert })}>${icons.invert}</button>
        <button class="icon" title="full screen (Shift+F)" aria-label="full screen" @click=${() => this.fullScreen()}>${icons.full}</button>
        <button class="icon" title="keys (?)" aria-label="keys" @click=${() => this.help()}>${icons.help}</button>
      </div>
      <gt-plane-view .source=${this.source} .state=${this.state} .contrast=${this.contrast} .tool=${this.tool} .ruler=${this.ruler}
        .order=${this.order} @gt-shown=${(event) => (this.image = event.detail.image)}
        @gt-step=${(event) => this.goTo(this.index + event.detail.by)} @gt-state=${(event) => this.set(event.detail)}
        @gt-problem=${(event) => (this.problem = event.detail.cause)}></gt-plane-view>
      <div class="side">
        <h2>Contrast</h2>
        <gt-histogram .image=${this.image} .contrast=${this.contrast} @gt-contrast=${(event) => this.set(event.detail)}></gt-histogram>
        <h2>Image</h2>
        <gt-filter-panel .info=${info} .binning=${this.state.binning} .band=${this.state.band} .thickness=${this.state.thickness}
          .depth=${this.count} @gt-filter=${(event) => this.set(event.detail)}></gt-filter-panel>
      </div>
      <div class="foot">
        <span class="where mono small problem">${this.problem?.message ?? ''}</span>
        <gt-step-bar .count=${this.count} .index=${this.index} .label=${this.#label()}
          @gt-index=${(event) => this.goTo(event.detail.index)}></gt-step-bar>
        <span></span>
      </div>
      <gt-key-help .keys=${KEYS}></gt-key-help>`;
  }

  #choose = (event) => {
    const [item, ...file] = event.target.value.split('/');
    const params = new URLSearchParams({ item, file: file.join('/') });
    this.dispatchEvent(new CustomEvent('gt-go', { detail: `${location.pathname}?${params}`, bubbles: true, composed: true }));
  };

  fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  help() {
    this.renderRoot.querySelector('gt-key-help').toggle();
  }
}
customElements.define('gt-tmshow', Tmshow);
