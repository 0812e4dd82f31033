// <gt-filter-panel>: binning, band and thickness. Properties: info, binning, band, thickness, depth. Event gt-filter { any of them }.
import { LitElement, css, html } from 'lit';
import { controls } from './controls.js';

const BINNINGS = [1, 2, 4, 8, 16];

class FilterPanel extends LitElement {
  static properties = {
    info: { attribute: false }, binning: { type: Number }, band: { attribute: false }, thickness: { type: Number }, depth: { type: Number },
  };
  static styles = [controls, css`
    :host { display: grid; grid-template-columns: auto 1fr; gap: 6px var(--gap-2); align-items: center; }
    .wide { grid-column: 1 / -1; }
    .pair { display: flex; align-items: center; gap: 4px; flex-wrap: wrap; }
    .cut { display: grid; grid-template-columns: auto auto 1fr; gap: 2px 4px; align-items: center; }
    .cut input[type="range"] { grid-column: 1 / -1; }
    .top { align-self: start; margin-top: 2px; }
    input[type="range"] { flex: 1 1 60px; }
    .ends { display: flex; gap: var(--gap-2); align-items: center; }
    input.short { width: 4.8em; }
  `];

  #tell(detail) {
    this.dispatchEvent(new CustomEvent('gt-filter', { detail, bubbles: true, composed: true }));
  }

  #band(change) {
    const band = { ...this.band, ...change };
    band.low = Math.min(Math.max(0, band.low), 0.98);
    band.high = Math.min(1, Math.max(band.high, band.low + 0.01));
    this.#tell({ band });
  }

  // Period of a cut-off in angstrom: half of it is a pixel at Nyquist.
  #angstrom(fraction) {
    const size = this.info.pixelSizeAngstrom;
    return size && fraction > 0 ? Math.round((20 * size) / fraction) / 10 : '';
  }

  #cut(name, title, hint) {
    const value = this.band[name];
    const none = name === 'low' ? value === 0 : value >= 1;
    return html`<span class="top" title=${hint}>${title}</span>
      <div class="cut">
        <input type="range" aria-label="${title} cut-off" min="0" max="1" step="0.005" .value=${String(value)}
          @change=${(event) => this.#band({ [name]: event.target.valueAsNumber })}>
        <input class="short" type="number" aria-label="${title} cut-off, Nyquist" min="0" max="1" step="0.01" .value=${value.toFixed(3)}
          @change=${(event) => this.#band({ [name]: event.target.valueAsNumber || 0 })}>
        ${this.info.pixelSizeAngstrom ? html`<input class="short" type="number" aria-label="${title} cut-off, Å" min="0" step="1" placeholder="–"
          .value=${none ? '' : String(this.#angstrom(value))}
          @change=${(event) => this.#band({ [name]: event.target.valueAsNumber > 0
            ? (2 * this.info.pixelSizeAngstrom) / event.target.valueAsNumber : name === 'low' ? 0 : 1 })}><span class="small quiet">Å</span>` : null}
      </div>`;
  }

  render() {
    if (!this.info) return null;
    const own = this.info.binning;
    const active = this.band.low > 0 || this.band.high < 1;
    return html`
      <span title="average of squares of pixels; as fine as the zoom needs otherwise">binning</span>
      <div class="pair"><select aria-label="binning" @change=${(event) => this.#tell({ binning: Number(event.target.value) })}>
        ${BINNINGS.map((b) => html`<option value=${b} ?selected=${b === this.binning}>${b === 1 ? 'none' : `${b} × ${b}`}</option>`)}
      </select>${own > 1 ? html`<span class="small quiet">file: ${own} × ${own}</span>` : null}</div>
      <span title="average of so many ${this.info.kind === 'views' ? 'views, neighbours in tilt angle' : 'slices'}">thickness</span>
      <div class="pair"><input type="range" aria-label="thickness" min="1" max=${Math.min(51, this.depth)} step="1" .value=${String(this.thickness)}
          @input=${(event) => this.#tell({ thickness: event.target.valueAsNumber })}>
        <input class="short" type="number" aria-label="thickness, sections" min="1" max=${this.depth} step="1" .value=${String(this.thickness)}
          @change=${(event) => this.#tell({ thickness: Math.min(this.depth, Math.max(1, Math.round(event.target.valueAsNumber) || 1)) })}></div>
      <span class="wide ends" title="keeps structures between two sizes; as fractions of the Nyquist frequency and as their period">
        <strong>band</strong><span class="small quiet">Nyquist = 1</span>
        <button ?disabled=${!active} @click=${() => this.#tell({ band: { low: 0, high: 1 } })}>off</button>
        <button title="what shows particles in a full-sized tomogram" @click=${() => this.#band({ low: 0, high: 0.2 })}>to 0.2</button></span>
      ${this.#cut('low', 'from', 'coarser structures go')}
      ${this.#cut('high', 'to', 'finer structures go')}`;
  }
}
customElements.define('gt-filter-panel', FilterPanel);
