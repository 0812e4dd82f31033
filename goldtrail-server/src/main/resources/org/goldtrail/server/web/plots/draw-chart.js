// Draws a chart on a canvas or into an SVG.
//   spec: { x, y, layers, marks, margins, equal, legend, note }
//   x, y: { label, range, ticks: [{ value, text }], up: false to run downwards }
//   marks: [{ axis, value, label, draggable }]            thresholds
//          [{ pieces, colour, dash, draggable }]          or boundaries of any shape, see contour.js
//   margins: { top: { x, y, label }, right: { x, y, label } }   totals beside the plot; label says what is counted
import { LAYERS } from './layers.js';
import { faded, palette } from './palette.js';
import { Scale } from './scale.js';

const SIDE = 46;

// Where the plot lies, and its two scales.
export function layout(spec, width, height, view) {
  const top = spec.margins?.top ? SIDE : 14;
  const right = spec.margins?.right ? SIDE + 14 : 16;
  let [x0, x1] = view?.x ?? spec.x.range;
  let [y0, y1] = view?.y ?? spec.y.range;
  const area = { left: 58, top: top + (spec.legend?.length ? 20 : 0), right: width - right, bottom: height - 44 };
  const longest = Math.max(...(spec.y.ticks ?? new Scale(y0, y1, area.bottom, area.top).ticks(44)).map(({ text }) => text.length), 0);
  area.left = Math.max(area.left, 30 + 6.6 * longest);
  if (spec.equal) {
    const perPixel = Math.max((x1 - x0) / (area.right - area.left), (y1 - y0) / (area.bottom - area.top));
    const growX = (perPixel * (area.right - area.left) - (x1 - x0)) / 2;
    const growY = (perPixel * (area.bottom - area.top) - (y1 - y0)) / 2;
    [x0, x1, y0, y1] = [x0 - growX, x1 + growX, y0 - growY, y1 + growY];
  }
  const downwards = spec.y.up === false;
  return {
    area,
    sx: new Scale(x0, x1, area.left, area.right),
    sy: downwards ? new Scale(y0, y1, area.top, area.bottom) : new Scale(y0, y1, area.bottom, area.top),
  };
}

export function drawChart(ctx, spec, width, height, view, extra = {}) {
  const colours = palette();
  const { area, sx, sy } = layout(spec, width, height, view);
  ctx.fillStyle = colours.surface;
  ctx.fillRect(0, 0, width, height);
  ctx.font = `11px ${colours.font}`;
  ctx.lineJoin = 'round';
  axes(ctx, spec, area, sx, sy, colours);
  ctx.save();
  ctx.beginPath();
  ctx.rect(area.left, area.top, area.right - area.left, area.bottom - area.top);
  ctx.clip();
  for (const layer of spec.layers) LAYERS[layer.kind](ctx, layer, sx, sy, colours);
  for (const mark of spec.marks ?? []) if (mark.pieces) boundary(ctx, mark, sx, sy, colours);
  for (const { layer, index } of extra.highlight ?? []) ring(ctx, spec.layers[layer], index, sx, sy, colours.text);
  if (extra.hover) ring(ctx, spec.layers[extra.hover.layer], extra.hover.index, sx, sy, colours.accent);
  if (extra.lasso?.length > 1) lasso(ctx, extra.lasso, sx, sy, colours);
  ctx.restore();
  for (const mark of spec.marks ?? []) if (!mark.pieces) threshold(ctx, mark, area, sx, sy, colours);
  totals(ctx, spec.margins, area, sx, sy, colours);
  legend(ctx, spec, area, colours);
  return { area, sx, sy };
}

function axes(ctx, spec, area, sx, sy, colours) {
  ctx.lineWidth = 1;
  ctx.fillStyle = colours['text-quiet'];
  ctx.strokeStyle = faded(colours.line, 0.55);
  ctx.beginPath();
  const widest = Math.max(0, ...(spec.x.ticks ?? []).map(({ text }) => ctx.measureText(text).width));
  const ticksX = (thinned(spec.x.ticks, sx, widest + 8) ?? sx.ticks()).filter((t) => t.value >= sx.from && t.value <= sx.to);
  const ticksY = (thinned(spec.y.ticks, sy, 12) ?? sy.ticks(44)).filter((t) => t.value >= Math.min(sy.from, sy.to) && t.value <= Math.max(sy.from, sy.to));
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  for (const { value, text } of ticksX) {
    const px = Math.round(sx.px(value)) + 0.5;
    ctx.moveTo(px, area.top);
    ctx.lineTo(px, area.bottom);
    ctx.fillText(text, px, area.bottom + 6);
  }
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  for (const { value, text } of ticksY) {
    const py = Math.round(sy.px(value)) + 0.5;
    ctx.moveTo(area.left, py);
    ctx.lineTo(area.right, py);
    ctx.fillText(text, area.left - 6, py);
  }
  ctx.stroke();
  ctx.strokeStyle = colours.line;
  ctx.strokeRect(area.left + 0.5, area.top + 0.5, area.right - area.left - 1, area.bottom - area.top - 1);
  ctx.fillStyle = colours.text;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.fillText(spec.x.label ?? '', (area.left + area.right) / 2, area.bottom + 24);
  ctx.save();
  ctx.translate(14, (area.top + area.bottom) / 2);
  ctx.rotate(-Math.PI / 2);
  ctx.textBaseline = 'middle';
  ctx.fillText(spec.y.label ?? '', 0, 0);
  ctx.restore();
}

// Every so many of the ticks as there is room for, the untilted view among them; ticks are equally far apart.
function thinned(ticks, scale, room) {
  if (!ticks || ticks.length < 2) return ticks;
  const apart = Math.abs(scale.px(ticks[1].value) - scale.px(ticks[0].value));
  const every = Math.max(1, Math.ceil(room / apart));
  const zero = Math.max(0, ticks.findIndex(({ text }) => text === '0°'));
  return ticks.filter((_, at) => at % every === zero % every);
}

function ring(ctx, layer, index, sx, sy, colour) {
  if (!layer || !(index < layer.x.length)) return;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.beginPath();
  const px = sx.px(layer.x[index]);
  const py = sy.px(layer.y[index]);
  ctx.moveTo(px + 6, py);
  ctx.arc(px, py, 6, 0, 2 * Math.PI);
  ctx.stroke();
}

function lasso(ctx, polygon, sx, sy, colours) {
  ctx.beginPath();
  polygon.forEach(([x, y], i) => (i ? ctx.lineTo(sx.px(x), sy.px(y)) : ctx.moveTo(sx.px(x), sy.px(y))));
  ctx.closePath();
  ctx.fillStyle = faded(colours.accent, 0.15);
  ctx.fill();
  ctx.strokeStyle = colours.accent;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([5, 3]);
  ctx.stroke();
  ctx.setLineDash([]);
}

function boundary(ctx, { pieces, colour, dash, draggable }, sx, sy, colours) {
  ctx.strokeStyle = colours[colour ?? 'accent'];
  ctx.lineWidth = draggable ? 2.2 : 1.4;
  ctx.setLineDash(dash ?? []);
  ctx.beginPath();
  for (let i = 0; i < pieces.length; i += 4) {
    ctx.moveTo(sx.px(pieces[i]), sy.px(pieces[i + 1]));
    ctx.lineTo(sx.px(pieces[i + 2]), sy.px(pieces[i + 3]));
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

function threshold(ctx, mark, area, sx, sy, colours) {
  ctx.strokeStyle = colours[mark.colour ?? 'accent'];
  ctx.fillStyle = ctx.strokeStyle;
  ctx.lineWidth = 2;
  ctx.setLineDash(mark.draggable ? [] : [4, 4]);
  ctx.beginPath();
  if (mark.axis === 'y') {
    const py = Math.min(area.bottom, Math.max(area.top, sy.px(mark.value)));
    ctx.moveTo(area.left, py);
    ctx.lineTo(area.right, py);
    ctx.textAlign = 'right';
    ctx.textBaseline = 'alphabetic';
    ctx.fillText(mark.label ?? '', area.right - 6, py - 4 < area.top + 10 ? py + 13 : py - 4);
    if (mark.draggable) ctx.fillRect(area.left - 5, py - 4, 10, 8);
  } else {
    const px = Math.min(area.right, Math.max(area.left, sx.px(mark.value)));
    ctx.moveTo(px, area.top);
    ctx.lineTo(px, area.bottom);
    ctx.textAlign = px > area.right - 120 ? 'right' : 'left';
    ctx.textBaseline = 'top';
    ctx.fillText(mark.label ?? '', px + (px > area.right - 120 ? -5 : 5), area.top + 4);
    if (mark.draggable) ctx.fillRect(px - 4, area.bottom - 5, 8, 10);
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

function totals(ctx, margins, area, sx, sy, colours) {
  for (const [side, data] of Object.entries(margins ?? {})) {
    const most = Math.max(1, ...data.y);
    const size = SIDE - 14;
    ctx.fillStyle = faded(colours['text-quiet'], 0.7);
    for (let i = 0; i < data.x.length; i++) {
      const scale = side === 'top' ? sx : sy;
      const at = scale.px(data.x[i]);
      const thick = Math.max(1, Math.abs(scale.factor) * 0.82);
      const length = (data.y[i] / most) * size;
      if (side === 'top') {
        if (at < area.left || at > area.right) continue;
        ctx.fillRect(at - thick / 2, area.top - 4 - length, thick, length);
      } else {
        if (at < area.top || at > area.bottom) continue;
        ctx.fillRect(area.right + 4, at - thick / 2, length, thick);
      }
    }
    ctx.fillStyle = colours['text-quiet'];
    ctx.textAlign = side === 'top' ? 'right' : 'left';
    ctx.textBaseline = 'alphabetic';
    if (side === 'top') {
      ctx.fillText(String(most), area.left - 6, area.top - size + 4);
      ctx.fillText(data.label ?? '', area.left - 6, area.top - size + 16);
    } else {
      ctx.fillText(`${most} ${data.label ?? ''}`, area.right + 4, area.top - 4);
    }
  }
}

function legend(ctx, spec, area, colours) {
  let at = area.left;
  const y = area.top - (spec.margins?.top ? SIDE + 4 : 10);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const { colour, text, line } of spec.legend ?? []) {
    ctx.fillStyle = colours[colour] ?? colour;
    if (line) ctx.fillRect(at - 1, y - 1, 11, 2);
    else ctx.fillRect(at, y - 4, 9, 9);
    ctx.fillStyle = colours.text;
    ctx.fillText(text, at + 14, y + 1);
    at += 30 + ctx.measureText(text).width;
  }
}
