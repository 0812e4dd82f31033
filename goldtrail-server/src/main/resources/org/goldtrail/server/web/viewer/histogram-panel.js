// <gt-histogram>: grey values of the image on the screen, with the contrast to be dragged: the handles set black and white, the
// space between them moves both. Properties: image, contrast, noun (what is
// looked at, a view or a slice). Event gt-contrast { contrast },
// null for the usual one.
import { LitElement, css, html, svg } from 'lit';
import { histogram, inMode, limits } from './contrast.js';
import { controls } from './controls.js';
import { figure } from './measures.js';

const WIDTH = 256;
const HEIGHT = 70;

class Histogram extends LitElement {
  static properties = { image: { attribute: false }, contrast: { attribute: false }, noun: {} };
  static styles = [controls, css`
    :host { display: block; }
    svg { display: block; width: 100%; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius);
      touch-action: none; cursor: ew-resize; }
    .bars { fill: var(--text-quiet); }
    .window { fill: var(--accent); opacity: .18; }
    .edge { stroke: var(--accent); stroke-width: 2; }
    .ends, .row { display: flex; justify-content: space-between; align-items: center; gap: var(--gap-2); margin-top: 4px; }
    input[type="range"] { flex: 1; }
    label { display: inline-flex; align-items: center; gap: 4px; }
  `];

  #drag = null;

  constructor() {
    super();
    this.noun = 'view';
  }

  willUpdate(changed) {
    if (changed.has('image') && this.image) this.bars = histogram(this.image, WIDTH / 2);
  }

  #tell(contrast) {
    this.dispatchEvent(new CustomEvent('gt-contrast', { detail: { contrast }, bubbles: true, composed: true }));
  }

  // Limits as values, said again in the mode of the contrast.
  #set(low, high) {
    const same = { ...this.contrast, mode: 'same', low, high };
    this.#tell(inMode(same, this.contrast.mode, this.image));
  }

  get #range() {
    const [low, high] = limits(this.contrast, this.image);
    const from = Math.min(this.bars.from, low);
    const to = Math.max(this.bars.to, high);
    const margin = 0.04 * (to - from) || 1;
    return this.#drag?.range ?? [from - margin, to + margin];
  }

  #value(event) {
    const box = this.renderRoot.querySelector('svg').getBoundingClientRect();
    const [from, to] = this.#range;
    return from + ((event.clientX - box.left) / box.width) * (to - from);
  }

  #down = (event) => {
    const [low, high] = limits(this.contrast, this.image);
    const value = this.#value(event);
    const near = (this.#range[1] - this.#range[0]) * 0.035;
    const part = Math.abs(value - low) < near ? 'low' : Math.abs(value - high) < near ? 'high'
      : value > low && value < high ? 'both' : value < low ? 'low' : 'high';
    this.#drag = { part, value, low, high, range: this.#range };
    event.currentTarget.setPointerCapture(event.pointerId);
    this.#move(event);
  };

  #move = (event) => {
    if (!this.#drag) return;
    const { part, value, low, high, range } = this.#drag;
    const now = this.#value(event);
    const least = (range[1] - range[0]) / 500;
    if (part === 'both') this.#set(low + now - value, high + now - value);
    else if (part === 'low') this.#set(Math.min(now, high - least), high);
    else this.#set(low, Math.max(now, low + least));
  };

  #up = () => {
    this.#drag = null;
    this.requestUpdate();
  };

  render() {
    if (!this.image || !this.contrast) return null;
    const [low, high] = limits(this.contrast, this.image);
    const [from, to] = this.#range;
    const x = (value) => ((value - from) / (to - from)) * WIDTH;
    const most = Math.max(1, ...this.bars.counts);
    const step = (this.bars.to - this.bars.from) / this.bars.counts.length;
    const outline = Array.from(this.bars.counts, (count, i) =>
      `L${x(this.bars.from + i * step).toFixed(1)} ${(HEIGHT - 2 - (HEIGHT - 8) * Math.sqrt(count / most)).toFixed(1)}`).join('');
    const { mode, gamma } = this.contrast;
    return html`
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="histogram of grey values; drag to set the contrast"
        preserveAspectRatio="none" @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up}
        @dblclick=${() => this.#tell(null)}>
        ${svg`<path class="bars" d="M${x(this.bars.from).toFixed(1)} ${HEIGHT}${outline}L${x(this.bars.to).toFixed(1)} ${HEIGHT}Z"/>
        <rect class="window" x=${x(low)} y="0" width=${Math.max(0, x(high) - x(low))} height=${HEIGHT}/>
        <line class="edge" x1=${x(low)} x2=${x(low)} y1="0" y2=${HEIGHT}/>
        <line class="edge" x1=${x(high)} x2=${x(high)} y1="0" y2=${HEIGHT}/>`}
      </svg>
      <div class="ends mono small quiet"><span title="black">${figure(low)}</span><span title="white">${figure(high)}</span></div>
      <div class="row"><label title="grey of the middle">gamma</label>
        <input type="range" aria-label="gamma" min="-1" max="1" step="0.02" .value=${String(-Math.log2(gamma) / 2)}
          @input=${(event) => this.#tell({ ...this.contrast, gamma: 2 ** (-2 * event.target.valueAsNumber) })}>
        <span class="mono small">${gamma.toFixed(2)}</span></div>
      <div class="row">
        <label title=${`contrast follows the brightness of each ${this.noun}`}><input type="checkbox" ?checked=${mode === 'each'}
          @change=${(event) => this.#tell(inMode(this.contrast, event.target.checked ? 'each' : 'same', this.image))}>
          each ${this.noun} on its own</label>
        <button title="back to the usual contrast (double click on the histogram)"
          @click=${() => this.#tell(null)}>reset</button>
      </div>`;
  }
}
customElements.define('gt-histogram', Histogram);
