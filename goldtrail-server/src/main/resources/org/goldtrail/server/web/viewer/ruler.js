// The ruler: a line drawn across something, its length in px and nm. Ends can be dragged afterwards; with Shift the line is level
// or upright. A click on the image while no line is begun starts a new one.
import { colour, font, stroke, text } from './colours.js';
import { nm, px } from './measures.js';

const GRIP = 8;

export class Ruler {
  // changed() is called whenever the line is another.
  constructor(changed) {
    this.changed = changed;
    this.line = null; // { x0, y0, x1, y1 } in index coordinates of the file, and the plane it lies in
    this.dragging = '';
  }

  get lengthPx() {
    return this.line ? Math.hypot(this.line.x1 - this.line.x0, this.line.y1 - this.line.y0) : 0;
  }

  // Takes a pointer event of the canvas; true if it was meant for the ruler.
  pointer({ type, x, y, original }, view, plane) {
    if (type === 'down') {
      this.dragging = this.#grip(x, y, view, plane) || 'end';
      if (this.dragging === 'end' && !this.#grip(x, y, view, plane)) this.line = { x0: x, y0: y, x1: x, y1: y, plane };
    } else if (type === 'move' && this.dragging) {
      this.#drag(x, y, original.shiftKey);
    } else if (type === 'up' && this.dragging) {
      this.dragging = '';
      if (this.lengthPx * view.zoom < 3) this.line = null; // a click, not a line
    } else {
      return false;
    }
    this.changed();
    return true;
  }

  #grip(x, y, view, plane) {
    const { line } = this;
    if (!line || line.plane !== plane) return '';
    const near = (toX, toY) => Math.hypot(x - toX, y - toY) * view.zoom <= GRIP;
    return near(line.x1, line.y1) ? 'end' : near(line.x0, line.y0) ? 'start' : '';
  }

  #drag(x, y, straight) {
    const [ox, oy] = this.dragging === 'end' ? [this.line.x0, this.line.y0] : [this.line.x1, this.line.y1];
    const level = Math.abs(x - ox) > Math.abs(y - oy);
    const [toX, toY] = straight ? (level ? [x, oy] : [ox, y]) : [x, y];
    if (this.dragging === 'end') this.line = { ...this.line, x1: toX, y1: toY };
    else this.line = { ...this.line, x0: toX, y0: toY };
  }

  clear() {
    this.line = null;
    this.dragging = '';
    this.changed();
  }

  // Its length in words: in pixels of the file, of the raw series where those are others, and nm.
  words(info) {
    const raw = info.binning > 1 ? ` = ${px(this.lengthPx * info.binning)} unbinned` : '';
    const length = nm(this.lengthPx, info, 1);
    return `${px(this.lengthPx)}${raw}${length ? ` · ${length}` : ''}`;
  }

  painter(info, plane) {
    return (context, view) => {
      const { line } = this;
      if (!line || line.plane !== plane) return;
      const [x0, y0] = view.toScreen(line.x0, line.y0);
      const [x1, y1] = view.toScreen(line.x1, line.y1);
      const along = Math.atan2(y1 - y0, x1 - x0);
      context.beginPath();
      context.moveTo(x0, y0);
      context.lineTo(x1, y1);
      for (const [x, y] of [[x0, y0], [x1, y1]]) {
        context.moveTo(x - 7 * Math.sin(along), y + 7 * Math.cos(along));
        context.lineTo(x + 7 * Math.sin(along), y - 7 * Math.cos(along));
      }
      stroke(context, colour('ruler'), 1.8);
      const length = nm(this.lengthPx, info, 1);
      const words = `${px(this.lengthPx)}${length ? ` · ${length}` : ''}`;
      context.font = font(13);
      const x = Math.min(view.width - context.measureText(words).width - 12, Math.max(x0, x1) + 12);
      const y = Math.min(view.height - 8, Math.max(16, (y0 + y1) / 2 + 4));
      text(context, words, x, y, colour('ruler'), 13);
    };
  }
}
