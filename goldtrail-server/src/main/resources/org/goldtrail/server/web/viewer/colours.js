// Colours of what is drawn over images, from tokens.css.
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

// Text that can be read on any grey.
export function text(context, words, x, y, fill = colour('text'), size = 12) {
  context.font = `600 ${size}px system-ui, "DejaVu Sans", sans-serif`;
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = colour('edge');
  context.strokeText(words, x, y);
  context.fillStyle = fill;
  context.fillText(words, x, y);
}

// Strokes a path twice, so that it shows on any grey.
export function stroke(context, fill, width = 1.5) {
  context.strokeStyle = colour('edge');
  context.lineWidth = width + 2;
  context.stroke();
  context.strokeStyle = fill;
  context.lineWidth = width;
  context.stroke();
}
