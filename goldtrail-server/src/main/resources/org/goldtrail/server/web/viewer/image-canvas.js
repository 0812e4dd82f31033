// <gt-image-canvas>: shows a plane of a stack or volume, with zoom, pan and contrast, and lets others draw over it.
//
// Properties
//   source     an ImageSource
//   plane      'xy' (default), 'xz' or 'yz'
//   section    which, 0-based; a view is named by its section in the file
//   thickness, band { low, high } in fractions of Nyquist, binning (least one; 1 = as the zoom needs)
//   contrast   see contrast.js
//   hand       plain dragging moves the image
//   fade       0 to 1: greyed, for views that take no part
//   ahead      sections to load ahead of time, nearest first
//   renderer   'auto' (WebGL 2 if there is one), 'canvas2d'
//   painters   functions (context, view, element) that draw over the image in CSS pixels; view.toScreen(x, y) places things;
//              with a property key, one is called again only when its key is another
// Methods      show(view), fit(), centreOn(x, y, zoom), repaint(), valueAt(x, y), picture() -> canvas with image and overlay
// Events       gt-shown { image, section }: the image of the section is on the screen (sharper tiles may follow)
//              gt-view { view } · gt-step { by } · gt-problem { cause }
//              gt-pointer { type: down|move|up|leave|dblclick|menu, x, y, value, screenX, screenY, inside, original }
//                with x, y in index coordinates of the file: centre of the first pixel 0, y up
import { LitElement, css, html } from 'lit';
import { STANDARD, limits } from './contrast.js';
import { Gestures } from './gestures.js';
import { valueAt } from './image-source.js';
import { extent, levelFor, tilesFor } from './levels.js';
import { Canvas2dRenderer } from './renderer-2d.js';
import { WebGlRenderer } from './renderer-webgl.js';
import { View } from './view.js';

const SHARP_FROM = 8; // screen pixels a pixel takes from which on pixels are shown as squares

class ImageCanvas extends LitElement {
  static properties = {
    source: { attribute: false }, plane: {}, section: { type: Number }, thickness: { type: Number },
    band: { attribute: false }, binning: { type: Number }, contrast: { attribute: false }, hand: { type: Boolean },
    fade: { type: Number }, ahead: { attribute: false }, renderer: {}, painters: { attribute: false },
  };

  static styles = css`
    :host { display: block; position: relative; overflow: hidden; background: var(--image-ground); touch-action: none; }
    canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
    .over { cursor: var(--image-cursor, crosshair); }
    :host([hand]) .over { cursor: grab; }
    :host([hand]) .over:active { cursor: grabbing; }
  `;

  #fitted = true;
  #frame = 0;
  #base = null;
  #tiles = new Map();
  #wanted = '';
  #shownKey = '';
  #paintedKey = null;

  constructor() {
    super();
    this.plane = 'xy';
    this.section = 0;
    this.thickness = 1;
    this.band = { low: 0, high: 1 };
    this.binning = 1;
    this.contrast = STANDARD;
    this.fade = 0;
    this.ahead = [];
    this.renderer = 'auto';
    this.painters = [];
    this.view = new View(0, 0, 1, 1, 1);
  }

  render() {
    return html`<canvas class="image"></canvas><canvas class="over"></canvas>`;
  }

  firstUpdated() {
    [this.imageCanvas, this.overCanvas] = this.renderRoot.querySelectorAll('canvas');
    this.drawer = (this.renderer !== 'canvas2d' && WebGlRenderer.on(this.imageCanvas)) || new Canvas2dRenderer(this.imageCanvas);
    this.drawer.onrestored = () => this.repaint();
    new Gestures(this.overCanvas, this);
    this.observer = new ResizeObserver(() => this.#resize());
    this.observer.observe(this);
  }

  connectedCallback() {
    super.connectedCallback();
    this.observer?.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.observer?.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  updated(changed) {
    if (changed.has('source') || changed.has('plane')) {
      this.#base = null;
      this.#tiles.clear();
      if (this.#fitted) this.fit();
    }
    this.#load();
    this.repaint();
  }

  get size() {
    return this.source?.size(this.plane) ?? { width: 1, height: 1, depth: 1 };
  }

  // The section whose image is on the screen.
  get shownSection() {
    return this.#base?.section ?? -1;
  }

  // The image of the present section as far as it has come; null before the first.
  get image() {
    return this.#base?.image ?? null;
  }

  fit() {
    this.#fitted = true;
    const { width, height } = this.size;
    this.#place(View.fit(width, height, this.clientWidth || 1, this.clientHeight || 1));
  }

  // With quiet nobody is told: for views that follow another.
  show(view, { quiet = false } = {}) {
    this.#fitted = false;
    const { width, height } = this.size;
    this.#place(view.within(width, height), quiet);
  }

  centreOn(x, y, zoom) {
    this.show(this.view.centredOn(x, y, zoom));
  }

  #place(view, quiet = false) {
    this.view = view;
    this.#load();
    this.repaint();
    if (!quiet) this.#emit('gt-view', { view, fitted: this.#fitted });
  }

  #resize() {
    const scale = window.devicePixelRatio || 1;
    this.#paintedKey = null;
    for (const canvas of [this.imageCanvas, this.overCanvas]) {
      canvas.width = Math.max(1, Math.round(this.clientWidth * scale));
      canvas.height = Math.max(1, Math.round(this.clientHeight * scale));
    }
    if (this.#fitted) this.fit();
    else this.#place(this.view.sized(this.clientWidth, this.clientHeight));
    this.#draw(); // at once: a canvas is empty after it was resized
  }

  #request(section, bin, tile) {
    return { plane: this.plane, at: section, bin, thickness: this.thickness, band: this.band, tile };
  }

  // The level of the image that is always there; tiles of finer levels are laid over it.
  get #baseLevel() {
    const { width, height } = this.size;
    const fit = Math.min(this.clientWidth / width, this.clientHeight / height) * (window.devicePixelRatio || 1);
    return levelFor(fit, this.binning, Math.min(width, height));
  }

  get #level() {
    return levelFor(this.view.zoom * (window.devicePixelRatio || 1), this.binning);
  }

  async #load() {
    const { source, section } = this;
    if (!source || this.clientWidth === 0 || section < 0 || section >= this.size.depth) return;
    const bin = this.#baseLevel;
    const request = this.#request(section, bin);
    const key = [this.plane, section, bin, this.thickness, this.band.low, this.band.high, source.info.stamp].join(' ');
    if (key !== this.#wanted) {
      this.#wanted = key;
      source.dropAhead();
    }
    try {
      const image = source.known(request) ?? await source.plane(request);
      if (key !== this.#wanted || source !== this.source) return;
      if (this.#base?.key !== key) {
        this.#base = { key, image, bin, section };
        this.#tiles.clear();
        this.repaint();
      }
      this.#loadTiles(source, key, bin);
      this.#loadAhead(source, bin);
    } catch (cause) {
      if (cause.name !== 'AbortError' && key === this.#wanted) this.#emit('gt-problem', { cause });
    }
  }

  #loadTiles(source, key, baseLevel) {
    const level = this.#level;
    if (level >= baseLevel) {
      this.#tiles.clear();
      return;
    }
    const { width, height } = this.size;
    const wanted = tilesFor(level, width, height, this.view.bounds);
    const keys = new Set(wanted.map((tile) => tile.key));
    for (const [old, tile] of this.#tiles) if (tile.level !== level || !keys.has(old)) this.#tiles.delete(old);
    for (const { key: name, tile, inner } of wanted) {
      if (this.#tiles.has(name)) continue;
      const place = (image) => {
        if (key !== this.#wanted || level !== this.#level) return;
        this.#tiles.set(name, { image, level, tile, inner });
        this.repaint();
      };
      const request = this.#request(this.section, level, tile);
      const known = source.known(request);
      if (known) place(known);
      else source.plane(request).then(place, () => {}); // what is wrong is told by the whole image
    }
  }

  #loadAhead(source, bin) {
    for (const section of this.ahead) {
      const request = this.#request(section, bin);
      if (!source.known(request)) source.plane(request, { ahead: true }).catch(() => {}); // told when it is shown
    }
  }

  // Draws again with the next picture of the screen.
  repaint() {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.drawer) return;
    const scale = this.imageCanvas.width / (this.clientWidth || 1);
    const base = this.#base;
    const pieces = [];
    if (base) {
      const shownLimits = limits(this.contrast, base.image);
      const whole = [0, 0, base.image.width, base.image.height];
      pieces.push(this.#piece(base.image, whole, extent(base.bin, whole), shownLimits, scale));
      for (const { image, level, tile, inner } of this.#tiles.values()) {
        const left = inner[0] - tile[0];
        const bottom = inner[1] - tile[1];
        const part = [left, bottom, left + inner[2], bottom + inner[3]];
        pieces.push(this.#piece(image, part, extent(level, inner), shownLimits, scale));
      }
    }
    const perPixel = this.view.zoom * scale * (this.#tiles.size ? this.#level : base?.bin ?? 1);
    this.drawer.draw(pieces, this.contrast, perPixel < SHARP_FROM, this.fade);
    this.#paintOver(scale);
    if (base && base.key !== this.#shownKey) {
      this.#shownKey = base.key;
      this.#emit('gt-shown', { image: base.image, section: base.section });
    }
  }

  #piece(image, source, [left, bottom, right, top], shownLimits, scale) {
    const [x0, y0] = this.view.toScreen(left, bottom);
    const [x1, y1] = this.view.toScreen(right, top);
    const height = this.imageCanvas.height;
    return { image, source, limits: shownLimits, target: [x0 * scale, height - y0 * scale, x1 * scale, height - y1 * scale] };
  }

  // Painters that are all known by a key are not called again for the same keys: the overlay stays while one steps.
  #paintOver(scale) {
    const keys = this.painters.map((painter) => painter.key);
    const { x, y, zoom } = this.view;
    const key = keys.includes(undefined) ? null : [...keys, x, y, zoom, this.overCanvas.width, this.overCanvas.height].join('|');
    if (key !== null && key === this.#paintedKey) return;
    this.#paintedKey = key;
    const context = this.overCanvas.getContext('2d');
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.overCanvas.width, this.overCanvas.height);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    for (const painter of this.painters) {
      context.save();
      painter(context, this.view, this);
      context.restore();
    }
  }

  // The value of the image on the screen at a place; NaN where there is none.
  valueAt(x, y) {
    for (const { image, level, tile, inner } of this.#tiles.values()) {
      const column = Math.floor((x + 0.5) / level);
      const row = Math.floor((y + 0.5) / level);
      if (column >= inner[0] && row >= inner[1] && column < inner[0] + inner[2] && row < inner[1] + inner[3]) {
        return valueAt(image, column - tile[0], row - tile[1]);
      }
    }
    const base = this.#base;
    return base ? valueAt(base.image, Math.floor((x + 0.5) / base.bin), Math.floor((y + 0.5) / base.bin)) : NaN;
  }

  // True binning of what is on the screen.
  get shownBinning() {
    return this.#tiles.size ? this.#level : this.#base?.bin ?? 1;
  }

  // What is on the screen as one picture.
  picture() {
    this.#draw();
    const canvas = new OffscreenCanvas(this.imageCanvas.width, this.imageCanvas.height);
    const context = canvas.getContext('2d');
    context.fillStyle = getComputedStyle(this).backgroundColor;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(this.imageCanvas, 0, 0);
    context.drawImage(this.overCanvas, 0, 0);
    return canvas;
  }

  step(by) {
    this.#emit('gt-step', { by });
  }

  pointer(type, original, screenX, screenY) {
    const [x, y] = this.view.toImage(screenX, screenY);
    const { width, height } = this.size;
    const inside = x >= -0.5 && y >= -0.5 && x < width - 0.5 && y < height - 0.5;
    this.#emit('gt-pointer', { type, x, y, screenX, screenY, inside, original, value: inside ? this.valueAt(x, y) : NaN });
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
customElements.define('gt-image-canvas', ImageCanvas);
