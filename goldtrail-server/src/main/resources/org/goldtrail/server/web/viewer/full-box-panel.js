// <gt-full-box>: "reconstruct full size here": the box about the chosen pin, what it costs, and its run.
// Properties: source, pins, ruler, run (state of the run going on), stamp. Events: gt-box { size } (sides, unbinned px), gt-go.
import { LitElement, css, html } from 'lit';
import { ofWorkflow, post, put } from '../lib/api.js';
import { controls } from './controls.js';
import { bytes, duration, nm } from './measures.js';

const FULL = 'reconstruction.fullReconstruction';
const AXES = ['x', 'y', 'z'];

class FullBox extends LitElement {
  static properties = {
    source: { attribute: false }, pins: { attribute: false }, ruler: { attribute: false }, run: { attribute: false },
    stamp: { type: Number }, size: { attribute: false }, plan: { state: true }, problem: { state: true }, started: { state: true },
    isStarting: { state: true },
  };
  static styles = [controls, css`
    :host { display: grid; gap: 6px; }
    .sides { display: flex; gap: 4px; align-items: center; flex-wrap: wrap; }
    .sides input { width: 4.7em; }
    .problem { color: var(--failed); margin: 0; }
    p { margin: 0; }
    progress { width: 100%; accent-color: var(--accent); }
  `];

  willUpdate(changed) {
    if (changed.has('source') && this.source) this.started = false;
    const key = `${this.pins?.chosen} ${this.size}`;
    if (this.pins?.chosenHere && this.size && key !== this.planned) {
      this.planned = key;
      this.#plan();
    }
  }

  async #plan() {
    try {
      this.plan = await post(`${ofWorkflow(this.source.workflow)}/full-box/plan`, { sizePx: this.size });
      this.problem = null;
    } catch (cause) {
      this.problem = cause;
    }
  }

  #side(axis, value) {
    if (!(value >= 1)) return;
    this.#sized(this.size.map((side, i) => (i === axis ? Math.round(value) : side)));
  }

  #sized(size) {
    this.dispatchEvent(new CustomEvent('gt-box', { detail: { size } }));
  }

  // A box with some room about what the ruler has measured.
  #fromRuler() {
    const side = 2 * Math.ceil(0.6 * this.ruler.lengthPx * this.source.info.binning);
    this.#sized([side, side, side]);
  }

  // Sets the parameters of the step as one would by hand, and runs it. The centre is said from the centre of the specimen, not as a
  // voxel of the binned tomogram: there may be several of those, of other binning.
  async #start() {
    const { pin } = this.pins.chosenHere;
    this.isStarting = true;
    this.started = false;
    const workflow = ofWorkflow(this.source.workflow);
    const values = {
      reconstructionFullSizePx: this.size.join(' '),
      useCenterOnBinnedCoordinates: false,
      reconstructionShiftCenterPx: [pin.xPx, pin.yPx, pin.zPx].map((value) => value.toFixed(2)).join(' '),
    };
    try {
      for (const [name, value] of Object.entries(values)) await put(`${workflow}/parameters/${FULL}.${name}`, { value });
      await post(`${workflow}/run`, this.plan.alignedStackIsThere ? { step: FULL } : { upTo: FULL });
      this.started = true;
      this.problem = null;
    } catch (cause) {
      this.problem = cause;
    }
    this.isStarting = false;
  }

  #open() {
    this.dispatchEvent(new CustomEvent('gt-go', { detail: `/w/${this.source.workflow}/tmshow?item=fullTomogram&planes=3`, bubbles: true, composed: true }));
  }

  #progress() {
    const { run } = this;
    if (this.isStarting) return html`<p class="small quiet">starting …</p>`;
    if (!this.started || !run) return null;
    if (run.running) {
      return html`<progress max="1" .value=${run.fraction}></progress><p class="small quiet">${run.message || run.step}</p>`;
    }
    if (run.problem) return html`<p class="small problem">${run.problem}</p>`;
    return html`<button class="main" @click=${this.#open}>open the full-sized tomogram</button>`;
  }

  render() {
    if (!this.pins?.chosenHere || !this.size) {
      return html`<p class="small quiet">Choose a pin: the box is centred on it.</p>`;
    }
    const { plan, size } = this;
    const raw = { pixelSizeAngstrom: this.source.info.rawPixelSizeAngstrom };
    const tight = plan && plan.fileBytes > 0.9 * plan.freeBytes;
    return html`
      <div class="sides">${AXES.map((axis, i) => html`<input type="number" aria-label="side in ${axis}, unbinned px" title="${axis}, unbinned px"
        min="1" step="2" .value=${String(size[i])} @change=${(event) => this.#side(i, event.target.valueAsNumber)}>`)} px</div>
      ${this.ruler?.line ? html`<button @click=${this.#fromRuler}>as large as the ruler + 20 %</button>` : null}
      <p class="small quiet">${raw.pixelSizeAngstrom ? html`${size.map((side) => nm(side, raw, 0).replace(' nm', '')).join(' × ')} nm · ` : null}
        ${plan ? html`file ${bytes(plan.fileBytes)}, memory up to ${bytes(plan.memoryBytes)}${plan.seconds
          ? `, about ${duration(plan.seconds)}` : ''}${plan.alignedStackIsThere ? '' : ' and the aligned stack before'}` : '…'}</p>
      ${tight ? html`<p class="small problem">Only ${bytes(plan.freeBytes)} are free on the disk.</p>` : null}
      <button class="main" ?disabled=${!plan || tight || this.isStarting || this.run?.running} @click=${this.#start}>reconstruct full size here</button>
      ${this.problem ? html`<p class="small problem">${this.problem.message}</p>` : null}
      ${this.#progress()}`;
  }
}
customElements.define('gt-full-box', FullBox);
