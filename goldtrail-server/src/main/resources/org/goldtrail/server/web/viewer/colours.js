// Colours of what is drawn over images, from tokens.css, and how lines and words are drawn there.
import { unit } from '../lib/unit.js';

const known = new Map();

export function colour(name) {
  let value = known.get(name);
  if (!value) {
    value = getComputedStyle(document.documentElement).getPropertyValue(`--over-${name}`).trim();
    known.set(name, value);
  }
  return value;
}

// A colour for each marker; neighbours in number differ most.
export const markerColour = (marker) => `hsl(${(marker * 137.508) % 360} 90% 66%)`;

export const font = (size) => `600 ${size * unit()}px system-ui, "DejaVu Sans", sans-serif`;

// Text that can be read on any grey.
export function text(context, words, x, y, fill = colour('text'), size = 12) {
  context.font = font(size);
  context.lineWidth = 3 * unit();
  context.lineJoin = 'round';
  context.strokeStyle = colour('edge');
  context.strokeText(words, x, y);
  context.fillStyle = fill;
  context.fillText(words, x, y);
}

// Strokes a path twice, so that it shows on any grey.
export function stroke(context, fill, width = 1.5) {
  context.strokeStyle = colour('edge');
  context.lineWidth = width * unit() + 2;
  context.stroke();
  context.strokeStyle = fill;
  context.lineWidth = width * unit();
  context.stroke();
}

// Adds an arrow to the path, with a head that never is longer than the arrow.
export function arrow(context, fromX, fromY, toX, toY) {
  const along = Math.atan2(toY - fromY, toX - fromX);
  const head = Math.min(6 * unit(), 0.6 * Math.hypot(toX - fromX, toY - fromY));
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  for (const side of [2.6, -2.6]) {
    context.moveTo(toX, toY);
    context.lineTo(toX + head * Math.cos(along + side), toY + head * Math.sin(along + side));
  }
}
