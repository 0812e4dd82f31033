// <gt-pin-panel>: the pins of this file. Properties: pins (Pins), chosen (its number, so that changes are seen), stamp (counts changes).
// Event gt-pin { place }: look there.
import { LitElement, css, html } from 'lit';
import { controls } from './controls.js';

class PinPanel extends LitElement {
  static properties = { pins: { attribute: false }, stamp: { type: Number } };
  static styles = [controls, css`
    :host { display: block; }
    ul { list-style: none; margin: 0; padding: 0; }
    li { display: grid; grid-template-columns: 1fr auto auto; gap: 4px; align-items: center; padding: 1px 4px; border-radius: var(--radius); }
    li.chosen { background: var(--accent-ground); }
    input[type="text"] { min-width: 0; border-color: transparent; background: none; }
    input[type="text"]:hover, input[type="text"]:focus { border-color: var(--line); background: var(--surface); }
    .problem { color: var(--failed); }
  `];

  #look({ pin, place }) {
    this.pins.choose(pin.id);
    this.dispatchEvent(new CustomEvent('gt-pin', { detail: { place } }));
  }

  render() {
    const { pins } = this;
    if (!pins) return null;
    return html`
      ${pins.here.length === 0 ? html`<span class="small quiet">none; take the pin (p) and click on a place</span>` : null}
      <ul>${pins.here.map((entry) => html`<li class=${entry.pin.id === pins.chosen ? 'chosen' : ''}>
        <input type="text" aria-label="name of the pin" .value=${entry.pin.name} @focus=${() => pins.choose(entry.pin.id)}
          @keydown=${(event) => ['Enter', 'Escape'].includes(event.key) && event.target.blur()}
          @change=${(event) => pins.rename(entry.pin.id, event.target.value)}>
        <button class="small" title=${entry.place.map((value) => value.toFixed(1)).join(', ')} @click=${() => this.#look(entry)}>show</button>
        <button class="small" aria-label="remove ${entry.pin.name}" title="remove" @click=${() => pins.remove(entry.pin.id)}>×</button></li>`)}
      </ul>
      ${pins.problem ? html`<p class="small problem">${pins.problem.message}</p>` : null}`;
  }
}
customElements.define('gt-pin-panel', PinPanel);
