// <gt-patch-grid>: many patches as a grid, of which only those on the screen are fetched and drawn. Each entry of `items` is
// { tilt, x, y, numbers: [{ text, colour }], chosen, dim, id }, or { picture, … } with a canvas of its own. A click chooses, Ctrl adds,
// Shift extends, a double click shows it in its view.
// Properties: workflow, items, sidePx, size (on the screen). Events gt-choose { ids }, gt-open { item }.
import { LitElement, css, html } from 'lit';
import { unit } from '../lib/unit.js';
import { onThemeChange, palette } from './palette.js';
import { Patches } from './patches.js';

const GAP = 6;
const LINE = 13;

class PatchGrid extends LitElement {
  static properties = { workflow: {}, items: {}, sidePx: { type: Number }, size: { type: Number }, chosen: {} };
  static styles = css`
    :host { display: block; flex: 1; min-height: 0; overflow: auto; position: relative; background: var(--ground); }
    :host(:focus-visible) { outline: 2px solid var(--focus); outline-offset: -2px; }
    .tall { position: relative; }
    canvas { position: sticky; top: 0; left: 0; display: block; }
  `;

  constructor() {
    super();
    this.items = [];
    this.size = 84;
    this.chosen = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    this.tabIndex = 0;
    this.sizes = new ResizeObserver(() => this.requestUpdate());
    this.sizes.observe(this);
    this.addEventListener('scroll', this.#scrolled);
    this.endTheme = onThemeChange(() => this.draw());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.endTheme();
    this.removeEventListener('scroll', this.#scrolled);
  }

  #scrolled = () => this.draw();

  // Side of a patch on the screen.
  get #side() { return this.size * unit(); }
  // With one line of text below it.
  get #cell() { return { w: this.#side + GAP, h: this.#side + GAP + LINE * unit() }; }
  get #columns() { return Math.max(1, Math.floor((this.clientWidth - GAP) / this.#cell.w)); }

  render() {
    const rows = Math.ceil(this.items.length / this.#columns);
    return html`<div class="tall" style="height:${rows * this.#cell.h + GAP}px"><canvas
      @click=${this.#click} @dblclick=${this.#open} @mousemove=${this.#hover}></canvas></div>`;
  }

  updated(changed) {
    if (changed.has('sidePx') || changed.has('workflow')) this.patches = null;
    this.draw();
  }

  // Places on the screen of the cells that can be seen: [index, left, top].
  #visible() {
    const { w, h } = this.#cell;
    const columns = this.#columns;
    const first = Math.max(0, Math.floor((this.scrollTop - GAP) / h)) * columns;
    const last = Math.min(this.items.length, (Math.ceil((this.scrollTop + this.clientHeight) / h) + 1) * columns);
    const out = [];
    for (let i = first; i < last; i++) out.push([i, GAP + (i % columns) * w, GAP + Math.floor(i / columns) * h - this.scrollTop]);
    return out;
  }

  draw() {
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas || !this.clientWidth || !this.sidePx) return;
    const ratio = devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    this.patches ??= new Patches(this.workflow, this.sidePx, Math.min(this.sidePx, 160));
    const context = canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const visible = this.#visible();
    this.#paint(context, visible, width, height);
    const missing = visible.map(([i]) => this.items[i]).filter((item) => !item.picture && !this.patches.known(item));
    if (missing.length) this.#fetch(missing);
  }

  #paint(context, visible, width, height) {
    const colours = palette();
    context.fillStyle = colours.ground;
    context.fillRect(0, 0, width, height);
    context.textBaseline = 'alphabetic';
    for (const [i, left, top] of visible) {
      const item = this.items[i];
      const patch = item.picture ?? this.patches?.known(item);
      context.globalAlpha = item.dim ? 0.35 : 1;
      context.fillStyle = colours.line;
      if (patch) {
        context.imageSmoothingEnabled = patch.width >= this.#side;
        context.drawImage(patch, left, top, this.#side, this.#side);
      } else {
        context.fillRect(left, top, this.#side, this.#side);
      }
      if (this.chosen.has(item.id)) {
        context.strokeStyle = colours.accent;
        context.lineWidth = 3;
        context.strokeRect(left - 1.5, top - 1.5, this.#side + 3, this.#side + 3);
      }
      this.#numbers(context, item.numbers ?? [], left, top, colours);
      context.globalAlpha = 1;
    }
  }

  // As in the walkthrough, over the patch: CC yellow and merit red at the top, the tilt number purple; what is more, below.
  #numbers(context, numbers, left, top, colours) {
    const u = unit();
    const at = [[left + 3, top + 11 * u, 'left'], [left + this.#side - 3, top + 11 * u, 'right'], [left + 3, top + this.#side - 4, 'left'],
      [left + this.#side / 2, top + this.#side + 11 * u, 'center']];
    numbers.forEach(({ text, colour }, k) => {
      if (text === '') return;
      const [x, y, align] = at[k];
      context.textAlign = align;
      context.font = `${k < 3 ? `600 ${11.5 * u}px` : `${11 * u}px`} ${colours.font}`;
      if (k < 3) {
        context.lineJoin = 'round';
        context.lineWidth = 2.5 * u;
        context.strokeStyle = 'rgb(0 0 0 / .85)';
        context.strokeText(text, x, y);
      }
      context.fillStyle = colours[colour] ?? colour;
      context.fillText(text, x, y);
    });
  }

  async #fetch(missing) {
    if (this.fetching) {
      this.again = true;
      return;
    }
    this.fetching = true;
    try {
      await this.patches.want(missing);
    } catch (cause) {
      this.dispatchEvent(new CustomEvent('gt-problem', { detail: { cause }, bubbles: true, composed: true }));
      return;
    } finally {
      this.fetching = false;
    }
    this.draw();
  }

  #at(event) {
    const box = this.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    return this.#visible().find(([, left, top]) => x >= left && x <= left + this.#side && y >= top && y <= top + this.#side)?.[0];
  }

  #click = (event) => {
    const i = this.#at(event);
    let chosen = new Set();
    if (i !== undefined) {
      const { id } = this.items[i];
      if (event.shiftKey && this.last !== undefined) {
        chosen = new Set(this.chosen);
        for (let k = Math.min(i, this.last); k <= Math.max(i, this.last); k++) chosen.add(this.items[k].id);
      } else if (event.ctrlKey || event.metaKey) {
        chosen = new Set(this.chosen);
        if (!chosen.delete(id)) chosen.add(id);
      } else {
        chosen.add(id);
      }
      this.last = i;
    }
    this.dispatchEvent(new CustomEvent('gt-choose', { detail: { ids: chosen }, bubbles: true, composed: true }));
  };

  #open = (event) => {
    const i = this.#at(event);
    if (i !== undefined) this.dispatchEvent(new CustomEvent('gt-open', { detail: { item: this.items[i] }, bubbles: true, composed: true }));
  };

  #hover = (event) => {
    const i = this.#at(event);
    this.title = i === undefined ? '' : this.items[i].title ?? '';
  };

  // Where an item lies on the page, for tests.
  whereIs(id) {
    const i = this.items.findIndex((item) => item.id === id);
    const [, left, top] = this.#visible().find(([k]) => k === i);
    const box = this.getBoundingClientRect();
    return { x: box.left + left + this.#side / 2, y: box.top + top + this.#side / 2 };
  }

  // What is on the screen, as a picture.
  toCanvas() {
    const canvas = document.createElement('canvas');
    canvas.width = this.clientWidth * 2;
    canvas.height = this.clientHeight * 2;
    const context = canvas.getContext('2d');
    context.scale(2, 2);
    this.#paint(context, this.#visible(), this.clientWidth, this.clientHeight);
    return canvas;
  }
}
customElements.define('gt-patch-grid', PatchGrid);
