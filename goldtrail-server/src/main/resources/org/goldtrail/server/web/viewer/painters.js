// Small things drawn over images.
import { unit } from '../lib/unit.js';
import { colour, stroke, text } from './colours.js';
import { PLANES, onPlane } from './planes.js';

// A painter that need not be called again while its key is the same.
export const keyed = (painter, ...key) => Object.assign(painter, { key: key.join(' ') });

// Where the other two planes cut this one.
export const crossPainter = (cross, plane) => keyed((context, view) => {
  const { x, y } = onPlane(plane, cross, 0);
  const [screenX, screenY] = view.toScreen(x, y);
  context.strokeStyle = colour('cross');
  context.globalAlpha = 0.75;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(screenX, 0);
  context.lineTo(screenX, view.height);
  context.moveTo(0, screenY);
  context.lineTo(view.width, screenY);
  context.stroke();
}, 'cross', ...cross, plane);

// A box about a place, where the plane cuts it; fainter where it only passes over it. Sides in pixels of the file.
export const boxPainter = (centre, sides, plane, section) => (context, view) => {
  const { across, up, normal } = PLANES[plane];
  const { x, y, away } = onPlane(plane, centre, section);
  const [left, top] = view.toScreen(x - sides[across] / 2, y + sides[up] / 2);
  const [right, bottom] = view.toScreen(x + sides[across] / 2, y - sides[up] / 2);
  context.globalAlpha = Math.abs(away) <= sides[normal] / 2 ? 1 : 0.35;
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  stroke(context, colour('box'), 2);
};

// A line of text at the upper left; a warning goes below.
export const notePainter = (words, warning = false) => keyed((context) => {
  text(context, words, 10, (warning ? 40 : 20) * unit(), warning ? colour('outlier') : colour('text'), warning ? 14 : 12);
}, 'note', words);
