// <gt-plane-view>: the images of a viewer: a plane with its scale bar, ruler and what lies over it, and what is under the pointer.
// Properties: source, state (state.js), contrast, tool, ruler, order, painters (more of them). Events of gt-image-canvas pass
// through; gt-state { x, y, zoom } tells a change of the view.
import { LitElement, css, html } from 'lit';
import { figure, nm, rawPlace } from './measures.js';
import { scaleBar } from './scale-bar.js';
import './image-canvas.js';

const AHEAD_BYTES = 120 << 20;

class PlaneView extends LitElement {
  static properties = {
    source: { attribute: false }, state: { attribute: false }, contrast: { attribute: false }, tool: {},
    ruler: { attribute: false }, order: { attribute: false }, painters: { attribute: false }, fade: { type: Number },
    under: { state: true },
  };
  static styles = css`
    :host { display: block; position: relative; }
    gt-image-canvas { position: absolute; inset: 0; }
    .under { position: absolute; right: 8px; bottom: 8px; padding: 2px 8px; border-radius: var(--radius);
      background: rgb(0 0 0 / .6); color: #fff; font: var(--size-small) var(--font-mono); pointer-events: none; white-space: pre; }
  `;

  constructor() {
    super();
    this.painters = [];
    this.fade = 0;
    this.under = '';
  }

  get canvas() {
    return this.renderRoot.querySelector('gt-image-canvas');
  }

  firstUpdated() {
    const { x, y, zoom } = this.state;
    if (x !== null && y !== null) {
      this.canvas.updateComplete.then(() => this.canvas.centreOn(x, y, zoom ?? this.canvas.view.zoom));
    }
  }

  updated() {
    this.canvas.repaint();
  }

  // Neighbours first in the direction of travel; all of a stack that fits into memory.
  #ahead() {
    const { sections, width, height } = this.source.info;
    const here = this.order ? this.order.indexOf(this.state.section) : this.state.section;
    const direction = here >= (this.before ?? here) ? 1 : -1;
    this.before = here;
    const shrunk = this.canvas?.image ? this.canvas.image.data.byteLength : 2 * width * height;
    const reach = shrunk * sections <= AHEAD_BYTES ? sections : 2;
    const ahead = [];
    for (let away = 1; away <= reach; away++) {
      for (const index of [here + direction * away, here - direction * away]) {
        if (index >= 0 && index < sections) ahead.push(this.order ? this.order[index] : index);
      }
    }
    return ahead;
  }

  #pointer(event) {
    const { detail } = event;
    if (this.tool === 'ruler' && this.ruler.pointer(detail, this.canvas.view, 'xy')) this.canvas.repaint();
    if (detail.type === 'leave') this.under = '';
    if (detail.type === 'move') this.under = detail.inside ? this.#words(detail) : '';
  }

  #words({ x, y, value }) {
    const { info } = this.source;
    const raw = rawPlace(info, x, y);
    const binned = this.canvas.shownBinning;
    const parts = [`${x.toFixed(1)}, ${y.toFixed(1)} px`];
    if (raw) parts.push(`raw ${raw[0].toFixed(1)}, ${raw[1].toFixed(1)} px`);
    if (binned > 1) {
      parts.push(`binned ${((x + 0.5) / binned - 0.5).toFixed(1)}, ${((y + 0.5) / binned - 0.5).toFixed(1)}`);
    }
    if (info.pixelSizeAngstrom) parts.push(`${nm(x, info, 1).replace(' nm', '')}, ${nm(y, info, 1)}`);
    parts.push(`value ${figure(value)}${binned > 1 ? ` (mean of ${binned} × ${binned})` : ''}`);
    return parts.join('   ');
  }

  render() {
    if (!this.source) return null;
    const painters = [...this.painters, scaleBar(this.source.info)];
    if (this.ruler) painters.push(this.ruler.painter(this.source.info, 'xy'));
    return html`
      <gt-image-canvas .source=${this.source} .section=${this.state.section ?? 0} .thickness=${this.state.thickness} .band=${this.state.band}
        .binning=${this.state.binning} .contrast=${this.contrast} .hand=${this.tool === 'hand'} ?hand=${this.tool === 'hand'} .fade=${this.fade}
        .ahead=${this.#ahead()} .renderer=${this.state.renderer} .painters=${painters}
        @gt-pointer=${this.#pointer} @gt-view=${this.#viewed}></gt-image-canvas>
      ${this.under ? html`<div class="under">${this.under}</div>` : null}`;
  }

  #viewed = (event) => {
    const { x, y, zoom } = event.detail.view;
    this.dispatchEvent(new CustomEvent('gt-state', { detail: { x, y, zoom } }));
  };
}
customElements.define('gt-plane-view', PlaneView);
