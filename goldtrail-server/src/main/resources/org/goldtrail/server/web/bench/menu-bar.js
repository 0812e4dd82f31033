// The menu bar; with the arrow keys from one menu to the next.
import { LitElement, css, html } from 'lit';
import { look } from '../lib/look.js';
import { closeMenu, isMenuOpen, openMenu } from '../lib/menu.js';
import { MENUS } from './menus.js';

class MenuBar extends LitElement {
  static properties = { context: { attribute: false }, at: { state: true } };

  static styles = [look, css`
    :host { display: flex; gap: 2px; }
    button { border: 0; background: none; padding: 2px 10px; border-radius: 4px; }
    button[aria-expanded=true] { background: var(--hover); }
  `];

  render() {
    return MENUS.map(([name], k) => html`<button aria-haspopup="menu" aria-expanded="false" tabindex=${k === (this.at ?? 0) ? 0 : -1}
      @focus=${() => { this.at = k; }}
      @click=${(e) => this.#open(k, e.currentTarget)} @mouseenter=${(e) => this.#enter(k, e.currentTarget)}
      @keydown=${(e) => this.#keys(e, k)}>${name}</button>`);
  }

  get #buttons() {
    return [...this.renderRoot.querySelectorAll('button')];
  }

  #open(k, button) {
    openMenu(MENUS[k][1](this.context), button, { beside: (step) => this.#beside(k + step) });
  }

  #beside(k) {
    const all = this.#buttons;
    const next = (k + all.length) % all.length;
    closeMenu();
    this.#open(next, all[next]);
  }

  #enter(k, button) {
    if (isMenuOpen() && this.#buttons.some((b) => b.getAttribute('aria-expanded') === 'true')
      && button.getAttribute('aria-expanded') !== 'true') this.#open(k, button);
  }

  #keys(event, k) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const all = this.#buttons;
    if (step) all[(k + step + all.length) % all.length].focus();
    else if (event.key === 'ArrowDown') this.#open(k, event.currentTarget);
    else return;
    event.preventDefault();
  }
}
customElements.define('gt-menu-bar', MenuBar);
