// The colours of tokens.css as a canvas needs them: resolved for the present theme.

const NAMES = [
  'ground', 'surface', 'raised', 'line', 'text', 'text-quiet', 'accent', 'focus', 'good', 'questionable', 'failed',
  'score-cc', 'score-merit', 'score-tilt', 'series-1', 'series-2', 'series-3', 'series-4', 'surface-upper', 'surface-lower',
];

let known = null;
const listeners = new Set();

function forget() {
  known = null;
  for (const listener of listeners) listener();
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', forget);
new MutationObserver(forget).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });

// { text: 'rgb(…)', 'series-1': … }
export function palette() {
  if (known) return known;
  const probe = document.createElement('span');
  document.body.append(probe);
  known = {};
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    known[name] = getComputedStyle(probe).color;
  }
  known.font = getComputedStyle(document.body).fontFamily;
  probe.remove();
  return known;
}

// Calls back when the theme changes; returns a function that ends it.
export function onThemeChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// The same colour, see-through.
export function faded(colour, alpha) {
  const [r, g, b] = colour.match(/[\d.]+/g);
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

// A colour between two: the first for 0, the second for 1.
export function mixed(first, second, share) {
  const [from, to] = [first, second].map((colour) => colour.match(/[\d.]+/g).map(Number));
  return `rgb(${[0, 1, 2].map((k) => Math.round(from[k] * (1 - share) + to[k] * share)).join(', ')})`;
}

// Blue to yellow to red for values 0 to 1; told apart by the colour-blind, too (after "cividis" and "inferno").
const STOPS = [[68, 84, 160], [64, 142, 166], [142, 178, 90], [232, 184, 58], [236, 112, 55], [204, 41, 54]];
export const RAMP = STOPS.map((stop) => `rgb(${stop.join(' ')})`).join(', '); // for a gradient in CSS

export function ramp(value) {
  const at = Math.min(1, Math.max(0, value)) * (STOPS.length - 1);
  const i = Math.min(STOPS.length - 2, Math.floor(at));
  const f = at - i;
  const mix = (k) => Math.round(STOPS[i][k] * (1 - f) + STOPS[i + 1][k] * f);
  return `rgb(${mix(0)}, ${mix(1)}, ${mix(2)})`;
}
