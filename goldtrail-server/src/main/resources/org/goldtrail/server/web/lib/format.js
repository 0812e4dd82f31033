// Figures, sizes and times as people read them.

export const number = (value, digits = 2) => (typeof value === 'number' && Number.isFinite(value)
  ? (Number.isInteger(value) ? String(value) : value.toFixed(digits)) : String(value ?? ''));

export function bytes(value) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let at = 0;
  let left = value;
  while (left >= 1000 && at < units.length - 1) {
    left /= 1000;
    at++;
  }
  return `${at === 0 || left >= 100 ? Math.round(left) : left.toFixed(1)} ${units[at]}`;
}

export function seconds(value) {
  if (value < 10) return `${value.toFixed(1)} s`;
  if (value < 120) return `${Math.round(value)} s`;
  if (value < 7200) return `${Math.round(value / 60)} min`;
  return `${(value / 3600).toFixed(1)} h`;
}

export function time(iso) {
  const at = new Date(iso);
  const day = at.toLocaleDateString('sv');
  const clock = at.toLocaleTimeString('sv', { hour: '2-digit', minute: '2-digit' });
  return day === new Date().toLocaleDateString('sv') ? clock : `${day} ${clock}`;
}

export const angle = (value) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(1)}°`;

// A value of a parameter as it is typed.
export function typed(value) {
  if (Array.isArray(value)) return value.map((v) => number(v, 4)).join(' ');
  if (typeof value === 'number') return String(Math.round(value * 1e4) / 1e4);
  return String(value ?? '');
}

export const base = (path) => String(path ?? '').replace(/\/+$/, '').split('/').pop();
