// What a chart can draw. Each takes the context, the layer, the scales and the palette.
//   points  { x, y, group, colours, size, shape }   group: for each point its place in colours
//   line    { x, y, colour, width, dash, gaps }
//   bars    { x, y, base, width, colour }           width in units of x
//   cells   { columns, rows, values, colour(v, cell, colours) }    a picture of counts, over the range x0..x1, y0..y1
//   vectors { x, y, dx, dy, colours, group, scale } arrows, scale: units of the axis for each unit of dx
//   band    { axis, from, to, colour }
//   outline { points: [[x, y], …], colour }      a closed line, like the border of the views
import { faded } from './palette.js';

const colourOf = (name, colours) => colours[name] ?? name;

function byGroup(layer, draw) {
  const names = layer.colours ?? [layer.colour ?? 'series-1'];
  const lists = names.map(() => []);
  for (let i = 0; i < layer.x.length; i++) {
    if (layer.hidden?.[i]) continue;
    if (Number.isFinite(layer.x[i]) && Number.isFinite(layer.y[i])) lists[layer.group ? layer.group[i] : 0].push(i);
  }
  names.forEach((name, g) => draw(name, lists[g]));
}

function points(ctx, layer, sx, sy, colours) {
  const size = layer.size ?? 3;
  byGroup(layer, (name, list) => {
    ctx.fillStyle = colourOf(name, colours);
    ctx.globalAlpha = layer.alpha ?? (list.length > 3000 ? 0.55 : 0.9);
    if (layer.shape === 'square' || size <= 2.5) {
      for (const i of list) ctx.fillRect(sx.px(layer.x[i]) - size / 2, sy.px(layer.y[i]) - size / 2, size, size);
    } else if (layer.shape === 'cell') {
      const w = Math.max(1, Math.abs(sx.factor) * 0.82);
      const h = Math.max(1, Math.abs(sy.factor) * 0.82);
      for (const i of list) ctx.fillRect(sx.px(layer.x[i]) - w / 2, sy.px(layer.y[i]) - h / 2, w, h);
    } else {
      ctx.beginPath();
      for (const i of list) {
        const px = sx.px(layer.x[i]);
        const py = sy.px(layer.y[i]);
        ctx.moveTo(px + size / 2, py);
        ctx.arc(px, py, size / 2, 0, 2 * Math.PI);
      }
      ctx.fill();
    }
  });
  ctx.globalAlpha = 1;
}

function line(ctx, layer, sx, sy, colours) {
  ctx.strokeStyle = colourOf(layer.colour ?? 'series-1', colours);
  ctx.lineWidth = layer.width ?? 1.6;
  ctx.setLineDash(layer.dash ?? []);
  ctx.beginPath();
  let drawing = false;
  for (let i = 0; i < layer.x.length; i++) {
    if (!Number.isFinite(layer.y[i]) || layer.y[i] === null) {
      if (layer.gaps !== false) drawing = false;
      continue;
    }
    const px = sx.px(layer.x[i]);
    const py = sy.px(layer.y[i]);
    if (drawing) ctx.lineTo(px, py);
    else ctx.moveTo(px, py);
    drawing = true;
  }
  ctx.stroke();
  ctx.setLineDash([]);
  if (layer.dots) points(ctx, { ...layer, size: layer.dots, alpha: 1 }, sx, sy, colours);
}

function bars(ctx, layer, sx, sy, colours) {
  ctx.fillStyle = colourOf(layer.colour ?? 'series-1', colours);
  ctx.globalAlpha = layer.alpha ?? 0.75;
  const zero = sy.px(layer.base ?? 0);
  for (let i = 0; i < layer.x.length; i++) {
    const half = (layer.width ?? 0.8) / 2;
    const left = sx.px(layer.x[i] - half);
    const right = sx.px(layer.x[i] + half);
    ctx.fillRect(left, zero, Math.max(1, right - left - 0.5), sy.px(layer.y[i]) - zero);
  }
  ctx.globalAlpha = 1;
}

function cells(ctx, layer, sx, sy, colours) {
  const w = (layer.x1 - layer.x0) / layer.columns;
  const h = (layer.y1 - layer.y0) / layer.rows;
  for (let r = 0; r < layer.rows; r++) {
    for (let c = 0; c < layer.columns; c++) {
      const cell = r * layer.columns + c;
      const value = layer.values[cell];
      if (!value) continue;
      ctx.fillStyle = layer.colour(value, cell, colours);
      // Whole pixels: neither gaps between cells nor overlaps, which would show where these are see-through.
      const left = Math.round(sx.px(layer.x0 + c * w));
      const top = Math.round(sy.px(layer.y0 + (r + 1) * h));
      ctx.fillRect(left, top, Math.round(sx.px(layer.x0 + (c + 1) * w)) - left, Math.round(sy.px(layer.y0 + r * h)) - top);
    }
  }
}

function vectors(ctx, layer, sx, sy, colours) {
  ctx.lineWidth = layer.width ?? 1.2;
  byGroup(layer, (name, list) => {
    ctx.strokeStyle = colourOf(name, colours);
    ctx.beginPath();
    for (const i of list) {
      if (!Number.isFinite(layer.dx[i]) || layer.dx[i] === null) continue;
      const x0 = sx.px(layer.x[i]);
      const y0 = sy.px(layer.y[i]);
      const x1 = sx.px(layer.x[i] + layer.scale * layer.dx[i]);
      const y1 = sy.px(layer.y[i] + layer.scale * layer.dy[i]);
      ctx.moveTo(x0, y0);
      ctx.lineTo(x1, y1);
      const length = Math.hypot(x1 - x0, y1 - y0);
      if (length > 4) {
        const ux = ((x1 - x0) / length) * 4;
        const uy = ((y1 - y0) / length) * 4;
        ctx.moveTo(x1 - ux - uy * 0.6, y1 - uy + ux * 0.6);
        ctx.lineTo(x1, y1);
        ctx.lineTo(x1 - ux + uy * 0.6, y1 - uy - ux * 0.6);
      }
    }
    ctx.stroke();
  });
}

function band(ctx, layer, sx, sy, colours) {
  ctx.fillStyle = faded(colourOf(layer.colour ?? 'text', colours), layer.alpha ?? 0.07);
  const scale = layer.axis === 'x' ? sx : sy;
  const a = scale.px(layer.from);
  const b = scale.px(layer.to);
  if (layer.axis === 'x') ctx.fillRect(a, Math.min(sy.start, sy.end), b - a, Math.abs(sy.end - sy.start));
  else ctx.fillRect(Math.min(sx.start, sx.end), a, Math.abs(sx.end - sx.start), b - a);
}

function outline(ctx, layer, sx, sy, colours) {
  ctx.strokeStyle = colourOf(layer.colour ?? 'text-quiet', colours);
  ctx.lineWidth = 1;
  ctx.beginPath();
  layer.points.forEach(([x, y], i) => (i ? ctx.lineTo(sx.px(x), sy.px(y)) : ctx.moveTo(sx.px(x), sy.px(y))));
  ctx.closePath();
  ctx.stroke();
}

// The border of the views of a series.
export function field({ width, height }) {
  return { kind: 'outline', points: [[-0.5, -0.5], [width - 0.5, -0.5], [width - 0.5, height - 0.5], [-0.5, height - 0.5]] };
}

export const LAYERS = { points, line, bars, cells, vectors, band, outline };
