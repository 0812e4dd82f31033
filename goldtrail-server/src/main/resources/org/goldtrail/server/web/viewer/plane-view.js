// <gt-plane-view>: the images of a viewer: one plane, or the three planes of a volume that meet in a point, each with what lies
// over it, and what is under the pointer.
// Properties: source, state (state.js), contrast, tool, ruler, overlays, pins, box (sides in unbinned px or null), order, stamp (counts
// changes of what is drawn). Events of gt-image-canvas pass through, gt-step with the plane; gt-state { … } tells changes of the
// state; gt-place { place } a click with the pin.
import { LitElement, css, html } from 'lit';
import { figure, nm, rawPlace } from './measures.js';
import { boxPainter, crossPainter, notePainter } from './painters.js';
import { PLANES, crossOf, placeOf, sectionOf } from './planes.js';
import { scaleBar } from './scale-bar.js';
import './image-canvas.js';

const AHEAD_BYTES = 120 << 20;

class PlaneView extends LitElement {
  static properties = {
    source: { attribute: false }, state: { attribute: false }, contrast: { attribute: false }, tool: {}, ruler: { attribute: false },
    overlays: { attribute: false }, pins: { attribute: false }, box: { attribute: false }, order: { attribute: false },
    stamp: { type: Number }, under: { state: true },
  };
  static styles = css`
    :host { display: grid; position: relative; gap: 2px; background: var(--image-ground); }
    gt-image-canvas { min-width: 0; min-height: 0; outline: 1px solid var(--line); }
    .under { position: absolute; right: 8px; bottom: 8px; padding: 2px 8px; border-radius: var(--radius);
      background: rgb(0 0 0 / .6); color: #fff; font: var(--size-small) var(--font-mono); pointer-events: none; white-space: pre; }
  `;

  #following = false;

  constructor() {
    super();
    this.under = '';
  }

  // The canvas of a plane, or the main one.
  canvasOf(plane) {
    return this.renderRoot.querySelector(`gt-image-canvas[data-plane="${plane}"]`);
  }

  get canvas() {
    return this.renderRoot.querySelector('gt-image-canvas');
  }

  get planes() {
    return this.state.planes && this.source.isVolume ? ['xy', 'yz', 'xz'] : [this.source.isVolume ? this.state.plane : 'xy'];
  }

  get cross() {
    return crossOf(this.source.info, this.state);
  }

  sectionOf(plane) {
    return sectionOf(plane, this.source.info, this.state);
  }

  // Where the address says, or all of it.
  async #begin() {
    await this.canvas.updateComplete;
    const { x, y, zoom } = this.state;
    this.canvas.fit();
    if (x !== null && y !== null) this.canvas.centreOn(x, y, zoom ?? Math.max(1, 2 * this.canvas.view.zoom));
  }

  updated(changed) {
    if (changed.has('source')) this.#begin();
    const planes = this.planes.length;
    if (planes > 1 && (changed.has('source') || this.shownPlanes !== planes)) this.#layOut();
    else if (planes === 1 && this.shownPlanes !== planes) this.style.gridTemplate = '1fr / 1fr';
    this.shownPlanes = planes;
    for (const canvas of this.renderRoot.querySelectorAll('gt-image-canvas')) canvas.repaint();
  }

  // XY at the upper left, YZ beside it with the same rows, XZ below with the same columns.
  #layOut() {
    const { width, height, sections } = this.source.info;
    const deepX = Math.max(0.28, Math.min(1.2, sections / width));
    const deepY = Math.max(0.28, Math.min(1.2, sections / height));
    this.style.gridTemplate = `minmax(0, 1fr) minmax(0, ${deepY}fr) / minmax(0, 1fr) minmax(0, ${deepX}fr)`;
    this.updateComplete.then(() => this.#follow('xy', this.canvasOf('xy')?.view));
  }

  // Planes that share an axis show the same part of it, all at the same zoom.
  #follow(leader, view) {
    if (!view || this.#following || this.planes.length === 1) return;
    this.#following = true;
    const lead = PLANES[leader];
    for (const plane of this.planes) {
      const canvas = this.canvasOf(plane);
      if (plane === leader || !canvas?.clientWidth) continue;
      const own = PLANES[plane];
      const of = (axis, kept) => (axis === lead.across ? view.x : axis === lead.up ? view.y : kept);
      const { width, height } = canvas.size;
      const keptX = canvas.led ? canvas.view.x : (width - 1) / 2;
      const keptY = canvas.led ? canvas.view.y : (height - 1) / 2;
      canvas.led = true;
      canvas.show(canvas.view.sized(canvas.clientWidth, canvas.clientHeight)
        .centredOn(of(own.across, keptX), of(own.up, keptY), view.zoom), { quiet: true });
    }
    this.#following = false;
  }

  // Neighbours first in the direction of travel; all of a stack that fits into memory.
  #ahead(plane) {
    const { depth } = this.source.size(plane);
    const canvas = this.canvasOf(plane);
    const section = this.sectionOf(plane);
    const order = plane === 'xy' ? this.order : null;
    const here = order ? order.indexOf(section) : section;
    const direction = here >= (canvas?.before ?? here) ? 1 : -1;
    if (canvas) canvas.before = here;
    const each = canvas?.image?.data.byteLength ?? Infinity;
    const reach = plane === 'xy' && each * depth <= AHEAD_BYTES ? depth : 2;
    const ahead = [];
    for (let away = 1; away <= reach; away++) {
      for (const index of [here + direction * away, here - direction * away]) {
        if (index >= 0 && index < depth) ahead.push(order ? order[index] : index);
      }
    }
    return ahead;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #pointer(plane, event) {
    const { detail } = event;
    const canvas = event.currentTarget;
    const { type, x, y, inside } = detail;
    if (type === 'leave') this.under = '';
    if (type === 'move') this.under = inside ? this.#words(plane, canvas, detail) : '';
    if (this.tool === 'ruler') {
      this.ruler.pointer(detail, canvas.view, plane);
    } else if (this.tool === 'pin' && type === 'down' && inside) {
      this.#tell('gt-place', { place: placeOf(plane, x, y, this.sectionOf(plane)) });
    } else if (this.tool === 'cross' && this.source.isVolume && this.planes.length > 1) {
      if (type === 'down' && inside) this.dragging = plane;
      if (this.dragging === plane && inside && (type === 'down' || type === 'move')) this.#meet(placeOf(plane, x, y, this.cross[PLANES[plane].normal]));
      if (type === 'up') this.dragging = null;
    }
  }

  // Makes the planes meet in a place.
  #meet(place) {
    const [x, y, z] = place.map((value) => Math.round(value));
    this.#tell('gt-state', { cross: [x, y], section: z });
  }

  #words(plane, canvas, { x, y, value }) {
    const { info } = this.source;
    const binned = canvas.shownBinning;
    const toBinned = (index) => ((index + 0.5) / binned - 0.5).toFixed(1);
    const place = this.source.isVolume ? placeOf(plane, x, y, this.sectionOf(plane)) : [x, y];
    const raw = rawPlace(info, x, y);
    const parts = [`${place.map((index) => index.toFixed(1)).join(', ')} px`];
    if (raw) parts.push(`raw ${raw[0].toFixed(1)}, ${raw[1].toFixed(1)} px`);
    if (binned > 1) parts.push(`binned ${toBinned(x)}, ${toBinned(y)}`);
    if (info.pixelSizeAngstrom) parts.push(`${place.map((index) => nm(index, info, 1).replace(' nm', '')).join(', ')} nm`);
    parts.push(`value ${figure(value)}${binned > 1 ? ` (mean of ${binned} × ${binned})` : ''}`);
    return parts.join('   ');
  }

  #painters(plane) {
    const { info } = this.source;
    const section = this.sectionOf(plane);
    const painters = [...(this.overlays?.painters(this.state.overlays, plane, section) ?? [])];
    if (this.planes.length > 1) painters.push(crossPainter(this.cross, plane));
    if (this.box && this.pins?.chosenHere && this.source.isVolume) {
      painters.push(boxPainter(this.pins.chosenHere.place, this.box.map((side) => side / info.binning), plane, section));
    }
    if (this.pins?.here.length) painters.push(this.pins.painter(plane, section));
    if (this.ruler?.line) painters.push(this.ruler.painter(info, plane));
    if (this.source.isVolume) painters.push(notePainter(`${PLANES[plane].label}  ${'xyz'[PLANES[plane].normal]} = ${section}`));
    const reason = plane === 'xy' && info.unused?.[section];
    if (reason) painters.push(notePainter(`not used: ${reason}`, true));
    if (plane === this.planes[0]) painters.push(scaleBar(info));
    return painters;
  }

  #canvas(plane) {
    const section = this.sectionOf(plane);
    const fade = this.source.info.unused?.[section] && plane === 'xy' ? 0.55 : 0;
    return html`<gt-image-canvas data-plane=${plane} .source=${this.source} .plane=${plane} .section=${section}
      .thickness=${this.state.thickness} .band=${this.state.band} .binning=${this.state.binning} .contrast=${this.contrast}
      ?hand=${this.tool === 'hand'} .fade=${fade} .ahead=${this.#ahead(plane)} .renderer=${this.state.renderer}
      .painters=${this.#painters(plane)}
      @gt-pointer=${(event) => this.#pointer(plane, event)} @gt-view=${(event) => this.#viewed(plane, event.detail)}
      @gt-step=${(event) => this.#step(plane, event)} @gt-shown=${(event) => this.#shown(plane, event)}></gt-image-canvas>`;
  }

  #shown(plane, event) {
    if (plane !== this.planes[0]) {
      event.stopPropagation();
    } else if (this.imageBytes !== event.detail.image.data.byteLength) {
      this.imageBytes = event.detail.image.data.byteLength; // now it is known how many fit into memory
      this.requestUpdate();
    }
  }

  #step(plane, event) {
    if (plane === 'xy') return;
    event.stopPropagation();
    const { normal } = PLANES[plane];
    const { depth } = this.source.size(plane);
    const place = [...this.cross];
    place[normal] = Math.min(depth - 1, Math.max(0, Math.round(place[normal]) + event.detail.by));
    this.#meet(place);
  }

  #viewed(plane, { view, fitted }) {
    this.#follow(plane, view);
    if (plane !== this.planes[0]) return;
    this.#tell('gt-state', fitted ? { x: null, y: null, zoom: null } : { x: view.x, y: view.y, zoom: view.zoom });
  }

  render() {
    if (!this.source) return null;
    return html`${this.planes.map((plane) => this.#canvas(plane))}
      ${this.under ? html`<div class="under">${this.under}</div>` : null}`;
  }
}
customElements.define('gt-plane-view', PlaneView);
