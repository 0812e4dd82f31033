// A menu that pops up at a button or under the pointer, with submenus, used by mouse and by keyboard.
// Entries: { label, help?, keys?, run? , href?, entries?, off?: reason, mark? } or '-' for a line.
import { LitElement, css, html, nothing } from 'lit';
import { icon } from './icons.js';
import { look } from './look.js';

// A menu of more entries than this is set closer, so that it is seen whole on a small screen.
const MANY = 20;

class Menu extends LitElement {
  static properties = { entries: { attribute: false }, sub: { state: true }, level: { type: Number } };
  static styles = [look, css`
    :host { position: fixed; z-index: 50; display: block; }
    .menu.dense button, .menu.dense a { min-height: 1.6em; padding-block: 0; }
    .menu {
      min-width: 14.6em; max-width: 32em; padding: 4px; border: 1px solid var(--line); border-radius: 6px;
      background: var(--raised); box-shadow: var(--shadow); max-height: calc(100vh - 16px); overflow: auto;
    }
    button, a {
      display: flex; width: 100%; gap: var(--gap-2); justify-content: flex-start; align-items: center; min-height: 2em;
      padding: 2px 8px; border: 0; border-radius: 4px; background: none; color: var(--text); text-align: left;
    }
    button:hover:not([aria-disabled=true]), a:hover, button:focus, a:focus, button.open {
      background: var(--hover); outline: none; text-decoration: none;
    }
    button[aria-disabled=true] { color: var(--text-closed); cursor: default; }
    .keys { margin-left: auto; padding-left: var(--gap-3); color: var(--text-quiet); font-size: var(--size-small); }
    .mark { width: 14px; flex: none; color: var(--good); }
    hr { border: 0; border-top: 1px solid var(--line-quiet); margin: 4px 2px; }
  `];

  get #items() {
    return [...this.renderRoot.querySelectorAll('[role=menuitem]')];
  }

  async focusFirst() {
    await this.updateComplete;
    this.#items[0]?.focus();
  }

  #keys = (event) => {
    const items = this.#items;
    const at = items.indexOf(this.renderRoot.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(at + step + items.length) % items.length]?.focus();
    else if (event.key === 'Home') items[0]?.focus();
    else if (event.key === 'End') items.at(-1)?.focus();
    else if (event.key === 'ArrowRight' && items[at]?.dataset.sub) items[at].click();
    else if (event.key === 'ArrowLeft' && this.level > 0) this.dispatchEvent(new Event('gt-menu-back'));
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      this.dispatchEvent(new CustomEvent('gt-menu-beside', { detail: event.key === 'ArrowLeft' ? -1 : 1 }));
    } else if (event.key === 'Escape') closeMenu(true);
    else if (event.key === 'Tab') closeMenu();
    else if (event.key.length === 1) {
      const found = items.find((i, k) => k > at && i.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()))
        ?? items.find((i) => i.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()));
      found?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #choose(entry, button) {
    if (entry.off) return;
    if (entry.entries) {
      this.sub = { entry, box: button.getBoundingClientRect() };
      return;
    }
    closeMenu(true); // a window that opens now gives the focus back to the button of the menu
    entry.run?.();
  }

  render() {
    return html`<div class="menu ${this.entries.length > MANY ? 'dense' : ''}" role="menu" @keydown=${this.#keys}>
      ${this.entries.map((entry) => (entry === '-' ? html`<hr role="separator">` : this.#entry(entry)))}</div>
      ${this.sub ? html`<gt-menu level=${this.level + 1} .entries=${this.sub.entry.entries}
        @gt-menu-back=${() => { this.sub = null; }}></gt-menu>` : nothing}`;
  }

  #entry(entry) {
    const inside = html`${'mark' in entry ? html`<span class="mark">${entry.mark ? icon('check', 14) : nothing}</span>` : nothing}
      <span>${entry.label}</span>${entry.keys ? html`<span class="keys">${entry.keys}</span>` : nothing}
      ${entry.entries ? html`<span class="keys">${icon('right', 12)}</span>` : nothing}`;
    if (entry.href && !entry.off) {
      return html`<a role="menuitem" tabindex="-1" href=${entry.href} target=${entry.target ?? '_blank'} rel="opener"
        data-help=${entry.help ?? nothing} @click=${() => closeMenu()} @mouseenter=${() => this.#enter(entry)}>${inside}</a>`;
    }
    return html`<button role="menuitem" tabindex="-1" class=${this.sub?.entry === entry ? 'open' : ''}
      aria-disabled=${Boolean(entry.off)} aria-haspopup=${entry.entries ? 'menu' : nothing} data-sub=${entry.entries ? '1' : nothing}
      data-help=${entry.off || entry.help || nothing}
      @click=${(e) => this.#choose(entry, e.currentTarget)} @mouseenter=${(e) => this.#enter(entry, e.currentTarget)}>${inside}</button>`;
  }

  #enter(entry, button) {
    if (entry.entries && !entry.off) this.#choose(entry, button);
    else this.sub = null;
  }

  async updated(changed) {
    if (changed.has('sub') && this.sub) {
      const menu = this.renderRoot.querySelector('gt-menu');
      await menu.updateComplete;
      const { right, left, top } = this.sub.box;
      place(menu, right - 2, top - 4, left + 2);
      menu.focusFirst();
    } else if (changed.has('sub') && changed.get('sub')) {
      this.#items.find((i) => i.textContent.includes(changed.get('sub').entry.label))?.focus();
    }
  }
}
customElements.define('gt-menu', Menu);

// Puts a menu at a place, moved as far as it takes to be seen whole.
function place(menu, x, y, otherX = x) {
  const { width, height } = menu.getBoundingClientRect();
  const left = x + width > innerWidth - 4 ? Math.max(4, otherX - width) : x;
  menu.style.left = `${left}px`;
  menu.style.top = `${Math.max(4, Math.min(y, innerHeight - height - 4))}px`;
}

let open = null;

const outside = (event) => {
  if (open && !event.composedPath().includes(open.menu) && !event.composedPath().includes(open.from)) closeMenu();
};

export function closeMenu(refocus = false) {
  if (!open) return;
  const { menu, from, closed } = open;
  open = null;
  menu.remove();
  removeEventListener('pointerdown', outside, true);
  from?.setAttribute('aria-expanded', 'false');
  if (refocus) from?.focus();
  closed?.();
}

// Opens a menu below an element, or at { x, y }. Returns it.
export async function openMenu(entries, from, { at, closed, beside } = {}) {
  if (open?.from === from && !at) return closeMenu(true);
  closeMenu();
  const menu = document.createElement('gt-menu');
  menu.level = 0;
  menu.entries = entries;
  document.body.append(menu);
  open = { menu, from, closed };
  from?.setAttribute('aria-expanded', 'true');
  addEventListener('pointerdown', outside, true);
  if (beside) menu.addEventListener('gt-menu-beside', (event) => beside(event.detail));
  await menu.updateComplete;
  const box = from?.getBoundingClientRect();
  if (at) place(menu, at.x, at.y);
  else place(menu, box.left, box.bottom + 2, box.right);
  menu.focusFirst();
  return menu;
}

export const isMenuOpen = () => open !== null;
