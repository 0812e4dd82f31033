// <gt-overlay-panel>: which overlays are drawn. Properties: overlays (Overlays), shown (list). Event gt-overlays { overlays }.
import { LitElement, css, html } from 'lit';
import { controls } from './controls.js';
import { OVERLAYS } from './overlays.js';

class OverlayPanel extends LitElement {
  static properties = { overlays: { attribute: false }, shown: { attribute: false } };
  static styles = [controls, css`
    :host { display: block; }
    label { display: flex; align-items: center; gap: 6px; min-height: 1.7em; }
    .row { display: flex; gap: 6px; align-items: center; padding-left: 1.7em; }
    input[type="range"] { flex: 1; }
    .problem { color: var(--failed); }
  `];

  #toggle(kind, on) {
    const shown = on ? [...this.shown, kind] : this.shown.filter((other) => other !== kind);
    this.dispatchEvent(new CustomEvent('gt-overlays', { detail: { overlays: shown } }));
  }

  #magnify(value) {
    this.overlays.magnification = value;
    this.overlays.changed();
    this.requestUpdate();
  }

  render() {
    const { overlays, shown } = this;
    if (!overlays) return null;
    if (overlays.available.length === 0) return html`<span class="small quiet">nothing yet: detect peaks first</span>`;
    return html`${overlays.available.map((kind) => html`
      <label title=${OVERLAYS[kind].help}><input type="checkbox" .checked=${shown.includes(kind)}
        @change=${(event) => this.#toggle(kind, event.target.checked)}>${OVERLAYS[kind].label}</label>
      ${kind === 'residuals' && shown.includes(kind) ? html`<div class="row small"><span class="quiet">magnified</span>
        <input type="range" aria-label="magnification of residuals" min="1" max="100" .value=${String(overlays.magnification)}
          @input=${(event) => this.#magnify(event.target.valueAsNumber)}><span class="mono">× ${overlays.magnification}</span></div>` : null}`)}
      ${overlays.problem ? html`<p class="small problem">${overlays.problem.message}</p>` : null}`;
  }
}
customElements.define('gt-overlay-panel', OverlayPanel);
