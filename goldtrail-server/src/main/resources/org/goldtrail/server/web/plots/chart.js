// <gt-chart .spec=${…}>: a chart on a canvas that can be zoomed (wheel), panned (drag), reset (double click), lassoed (tool
// "lasso", or Shift and drag) and whose draggable marks move. Draws 12,000 points in a few milliseconds.
// Events: gt-pick { layer, index }, gt-hover { layer, index } or null, gt-lasso { polygon, contains(x, y) },
// gt-threshold { axis, value, x, y, done, mark }.
import { LitElement, css, html } from 'lit';
import { unit } from '../lib/unit.js';
import { distanceTo } from './contour.js';
import { drawChart, layout } from './draw-chart.js';
import { onThemeChange } from './palette.js';
import { isInside } from './scale.js';
import { SvgContext } from './svg-context.js';

const REACH = 9;

// Where a tip stands, away from the nearer edge of a box: to the right of a place at the left, to the left of one at the right.
export function beside(px, width) {
  return px < width / 2 ? { side: 'left', away: px + 14 } : { side: 'right', away: width - px + 14 };
}

export class Chart extends LitElement {
  static properties = { spec: {}, tool: {}, tip: {}, highlight: {}, hovered: { state: true }, label: {} };
  static styles = css`
    :host { display: block; position: relative; min-height: 120px; min-width: 0; overflow: hidden; }
    canvas { position: absolute; inset: 0; width: 100%; height: 100%; outline-offset: -2px; touch-action: none; }
    canvas:focus-visible { outline: 2px solid var(--focus); }
    .tip { position: absolute; pointer-events: none; background: var(--raised); color: var(--text); border: 1px solid var(--line);
      border-radius: var(--radius); padding: 3px 7px; font-size: var(--size-small); white-space: pre; z-index: 2;
      box-shadow: 0 2px 8px rgb(0 0 0 / .25); }
  `;

  #view = null;
  #lasso = null;
  #drag = null;
  #buckets = null;
  #queued = false;

  constructor() {
    super();
    this.tool = 'pan';
    this.highlight = [];
    this.tip = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.sizes = new ResizeObserver(() => this.redraw());
    this.sizes.observe(this);
    this.endTheme = onThemeChange(() => this.redraw());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.endTheme();
  }

  render() {
    return html`<canvas tabindex="0" role="img" aria-label=${this.label ?? 'chart'}
        @wheel=${this.#wheel} @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up}
        @pointerleave=${this.#leave} @dblclick=${this.reset} @keydown=${this.#key}></canvas>
      ${this.hovered ? html`<div class="tip" style="${this.hovered.side}:${this.hovered.away}px;top:${this.hovered.top}px">${this.hovered.text}</div>` : null}`;
  }

  updated(changed) {
    if (changed.has('spec')) {
      this.#buckets = null;
      const kept = changed.get('spec');
      if (kept && this.spec && kept.key !== this.spec.key) this.#view = null;
    }
    if (changed.has('spec') || changed.has('highlight') || changed.has('hovered')) this.redraw();
  }

  // Draws before the next frame, however often it is asked for.
  redraw() {
    if (this.#queued) return;
    this.#queued = true;
    requestAnimationFrame(() => {
      this.#queued = false;
      this.#draw();
    });
  }

  reset = () => {
    this.#view = null;
    this.#buckets = null;
    this.redraw();
  };

  // Width and height in the lengths that charts are drawn with.
  get #size() {
    return [this.clientWidth / unit(), this.clientHeight / unit()];
  }

  #onPage(px, py) {
    const box = this.getBoundingClientRect();
    return { x: box.left + px * unit(), y: box.top + py * unit() };
  }

  #draw() {
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas || !this.spec || !this.isConnected) return;
    const [width, height] = this.#size;
    const ratio = unit() * (devicePixelRatio || 1);
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      this.#buckets = null;
    }
    const ctx = canvas.getContext('2d');
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const began = performance.now();
    this.drawn = drawChart(ctx, this.spec, width, height, this.#view,
      { highlight: this.highlight, hover: this.hovered?.at, lasso: this.#lasso });
    this.drawMillis = performance.now() - began;
  }

  toSvg() {
    const ctx = new SvgContext(...this.#size);
    drawChart(ctx, this.spec, ctx.width, ctx.height, this.#view, { highlight: this.highlight });
    return ctx.toString();
  }

  toCanvas() {
    const canvas = document.createElement('canvas');
    const [width, height] = this.#size;
    canvas.width = width * 2;
    canvas.height = height * 2;
    const ctx = canvas.getContext('2d');
    ctx.scale(2, 2);
    drawChart(ctx, this.spec, width, height, this.#view, { highlight: this.highlight });
    return canvas;
  }

  // Where a point of a layer lies on the page; for tests and for jumping the pointer there.
  whereIs(layer, index) {
    const { sx, sy } = layout(this.spec, ...this.#size, this.#view);
    const data = this.spec.layers[layer];
    return this.#onPage(sx.px(data.x[index]), sy.px(data.y[index]));
  }

  // Where a value of an axis lies on the page, in the middle of the other axis.
  whereIsValue(axis, value) {
    const { area, sx, sy } = layout(this.spec, ...this.#size, this.#view);
    return axis === 'x' ? this.#onPage(sx.px(value), (area.top + area.bottom) / 2) : this.#onPage((area.left + area.right) / 2, sy.px(value));
  }

  #at(event) {
    const box = this.getBoundingClientRect();
    return { px: (event.clientX - box.left) / unit(), py: (event.clientY - box.top) / unit() };
  }

  #nearest(px, py) {
    if (!this.drawn) return null;
    const { sx, sy } = this.drawn;
    if (!this.#buckets) {
      this.#buckets = new Map();
      this.spec.layers.forEach((layer, l) => {
        if (layer.kind !== 'points' || layer.silent) return;
        for (let i = 0; i < layer.x.length; i++) {
          if (layer.hidden?.[i]) continue;
          const key = `${Math.floor(sx.px(layer.x[i]) / 16)},${Math.floor(sy.px(layer.y[i]) / 16)}`;
          if (!this.#buckets.has(key)) this.#buckets.set(key, []);
          this.#buckets.get(key).push([l, i]);
        }
      });
    }
    let best = null;
    let distance = REACH;
    for (let cx = -1; cx <= 1; cx++) {
      for (let cy = -1; cy <= 1; cy++) {
        for (const [l, i] of this.#buckets.get(`${Math.floor(px / 16) + cx},${Math.floor(py / 16) + cy}`) ?? []) {
          const layer = this.spec.layers[l];
          const d = Math.hypot(sx.px(layer.x[i]) - px, sy.px(layer.y[i]) - py);
          if (d < distance) {
            distance = d;
            best = { layer: l, index: i };
          }
        }
      }
    }
    return best;
  }

  #markAt(px, py) {
    const { sx, sy } = this.drawn;
    const away = (mark) => (mark.pieces ? distanceTo(mark.pieces, sx, sy, px, py)
      : Math.abs(mark.axis === 'x' ? sx.px(mark.value) - px : sy.px(mark.value) - py));
    return (this.spec.marks ?? []).find((mark) => mark.draggable && away(mark) < 6);
  }

  #down = (event) => {
    if (event.button !== 0 || !this.drawn) return;
    const { px, py } = this.#at(event);
    const { sx, sy } = this.drawn;
    const lasso = event.shiftKey || this.tool === 'lasso';
    const mark = lasso ? null : this.#markAt(px, py);
    this.#drag = { px, py, moved: false, mark, lasso, view: { x: [sx.from, sx.to], y: [sy.from, sy.to] } };
    if (lasso) this.#lasso = [[sx.value(px), sy.value(py)]];
    event.target.setPointerCapture(event.pointerId);
  };

  #move = (event) => {
    const { px, py } = this.#at(event);
    if (!this.drawn) return;
    if (this.#drag) {
      this.#dragTo(px, py);
      return;
    }
    const canvas = this.renderRoot.querySelector('canvas');
    const mark = this.tool === 'lasso' ? null : this.#markAt(px, py);
    const at = mark ? null : this.#nearest(px, py);
    canvas.style.cursor = mark ? ({ x: 'ew-resize', y: 'ns-resize' }[mark.axis] ?? 'move') : at ? 'pointer' : this.tool === 'lasso' ? 'crosshair' : 'default';
    if (at?.layer === this.hovered?.at.layer && at?.index === this.hovered?.at.index) return;
    this.hovered = at && { at, ...beside(px * unit(), this.clientWidth), top: Math.max(4, (py - 30) * unit()), text: this.tip?.(at) ?? '' };
    if (this.hovered && !this.hovered.text) this.hovered = null;
    this.#tell('gt-hover', at);
  };

  #dragTo(px, py) {
    const { sx, sy } = this.drawn;
    const drag = this.#drag;
    drag.moved ||= Math.hypot(px - drag.px, py - drag.py) > 3;
    if (!drag.moved) return;
    if (drag.mark) {
      this.#moveMark(drag.mark, px, py, false);
    } else if (drag.lasso) {
      this.#lasso.push([sx.value(px), sy.value(py)]);
      this.redraw();
    } else {
      const dx = (px - drag.px) / sx.factor;
      const dy = (py - drag.py) / sy.factor;
      this.#view = { x: drag.view.x.map((v) => v - dx), y: drag.view.y.map((v) => v - dy) };
      this.#buckets = null;
      this.redraw();
    }
  }

  #moveMark(mark, px, py, done) {
    const x = this.drawn.sx.value(px);
    const y = this.drawn.sy.value(py);
    this.#tell('gt-threshold', { axis: mark.axis, mark, x, y, value: mark.axis === 'x' ? x : y, done });
  }

  #up = (event) => {
    const drag = this.#drag;
    this.#drag = null;
    if (!drag) return;
    const { px, py } = this.#at(event);
    const { sx, sy } = this.drawn;
    if (drag.mark) {
      if (drag.moved) this.#moveMark(drag.mark, px, py, true);
    } else if (drag.lasso) {
      const polygon = this.#lasso;
      this.#lasso = null;
      this.redraw();
      if (polygon.length > 3) this.#tell('gt-lasso', { polygon, contains: (x, y) => isInside(polygon, x, y) });
    } else if (!drag.moved) {
      const at = this.#nearest(px, py);
      if (at) this.#tell('gt-pick', { ...at, shiftKey: event.shiftKey, ctrlKey: event.ctrlKey || event.metaKey });
    }
  };

  #leave = () => {
    if (!this.#drag) this.hovered = null;
  };

  #wheel = (event) => {
    event.preventDefault();
    if (!this.drawn || this.spec.fixed) return;
    const { px, py } = this.#at(event);
    const { sx, sy, area } = this.drawn;
    const factor = Math.exp(Math.sign(event.deltaY) * 0.18);
    const about = (scale, at) => [at + (scale.from - at) * factor, at + (scale.to - at) * factor];
    this.#view = {
      x: py > area.top && px > area.left ? about(sx, sx.value(px)) : [sx.from, sx.to],
      y: px < area.right && py < area.bottom ? about(sy, sy.value(py)) : [sy.from, sy.to],
    };
    this.#buckets = null;
    this.hovered = null;
    this.redraw();
  };

  #key = (event) => {
    if (event.key === '0') this.reset();
  };

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
customElements.define('gt-chart', Chart);
