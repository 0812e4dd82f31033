// Words and orders that all windows share.

// Sections in the order of their tilt angles.
export function tiltOrder(tiltsDeg) {
  return tiltsDeg.map((_, section) => section).sort((a, b) => tiltsDeg[a] - tiltsDeg[b] || a - b);
}

export { viewName } from '../viewer/measures.js';

export function degrees(tilt) {
  const tenths = Math.round(Math.abs(tilt) * 10) / 10;
  return `${tilt < 0 && tenths > 0 ? '−' : ''}${tenths.toFixed(Number.isInteger(tenths) ? 0 : 1)}°`;
}

// Ticks of an axis along which views stand in the order of their angles.
export function tiltTicks(series, order) {
  return order.map((section, at) => ({ value: at, text: degrees(series.tiltsDeg[section]) }));
}

export const px = (value, decimals = 2) => (value === null || value === undefined || Number.isNaN(value) ? '–' : `${value.toFixed(decimals)} px`);

// "+0.2", "−1.0": a difference.
export const signed = (value, decimals = 1) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(decimals)}`;

export function median(values) {
  const sorted = Array.from(values).filter(Number.isFinite).sort((a, b) => a - b);
  if (!sorted.length) return NaN;
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
