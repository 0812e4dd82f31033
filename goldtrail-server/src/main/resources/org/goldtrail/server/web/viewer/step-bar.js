// <gt-step-bar>: steps through views or slices; `auto` plays them, to and fro.
// Properties: count, index (of the present one), label (of it), playing, rate (per second). Event gt-index { index }.
import { LitElement, css, html } from 'lit';
import { controls } from './controls.js';
import { icons } from './icons.js';

const RATES = [2, 5, 10, 20, 30];

class StepBar extends LitElement {
  static properties = {
    count: { type: Number }, index: { type: Number }, label: {}, playing: { type: Boolean }, rate: { type: Number },
  };
  static styles = [controls, css`
    :host { display: flex; align-items: center; justify-content: center; gap: var(--gap-2); min-width: 0; }
    input[type="range"] { flex: 1 1 24em; max-width: 36em; }
    .label { min-width: 10.5em; text-align: right; white-space: nowrap; }
    label { display: inline-flex; gap: 4px; align-items: center; white-space: nowrap; }
  `];

  #timer = 0;
  #direction = 1;
  #last = 0;

  constructor() {
    super();
    Object.assign(this, { count: 1, index: 0, label: '', playing: false, rate: 10 });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#timer);
  }

  updated(changed) {
    if (!changed.has('playing')) return;
    cancelAnimationFrame(this.#timer);
    if (this.playing) {
      this.#last = performance.now();
      this.#timer = requestAnimationFrame(this.#tick);
    }
  }

  #tick = (now) => {
    if (now - this.#last >= 1000 / this.rate - 4) {
      this.#last = Math.max(this.#last + 1000 / this.rate, now - 1000 / this.rate);
      if (this.index + this.#direction < 0 || this.index + this.#direction >= this.count) this.#direction *= -1;
      this.go(this.index + this.#direction);
    }
    this.#timer = requestAnimationFrame(this.#tick);
  };

  go(index) {
    const to = Math.min(this.count - 1, Math.max(0, index));
    if (to !== this.index) this.dispatchEvent(new CustomEvent('gt-index', { detail: { index: to } }));
  }

  render() {
    const last = this.count - 1;
    return html`
      <span class="label mono">${this.label}</span>
      <button class="icon" title="the one before (←)" ?disabled=${this.index <= 0} @click=${() => this.go(this.index - 1)}>${icons.back}</button>
      <input type="range" aria-label="section" min="0" max=${last} .value=${String(this.index)} ?disabled=${last < 1}
        @input=${(event) => this.go(event.target.valueAsNumber)}>
      <button class="icon" title="the next one (→)" ?disabled=${this.index >= last} @click=${() => this.go(this.index + 1)}>${icons.forth}</button>
      <button aria-pressed=${this.playing} title="plays all of them, to and fro (space)" ?disabled=${last < 1}
        @click=${() => (this.playing = !this.playing)}>auto</button>
      <select aria-label="speed" title="speed" @change=${(event) => (this.rate = Number(event.target.value))}>
        ${RATES.map((rate) => html`<option value=${rate} ?selected=${rate === this.rate}>${rate} / s</option>`)}
      </select>`;
  }
}
customElements.define('gt-step-bar', StepBar);
