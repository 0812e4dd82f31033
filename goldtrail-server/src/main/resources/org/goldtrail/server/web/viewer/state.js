// What a viewer shows, as it stands in its address.
import { STANDARD } from './contrast.js';

const number = (params, name, standard) => {
  const value = Number.parseFloat(params.get(name));
  return Number.isFinite(value) ? value : standard;
};

function pair(text) {
  const numbers = (text ?? '').split(',').map(Number);
  return numbers.length === 2 && numbers.every(Number.isFinite) ? numbers : null;
}

export function read(params) {
  const [mode, low, high, gamma, invert] = (params.get('contrast') ?? '').split(',');
  const contrast = mode === 'each' || mode === 'same'
    ? { mode, low: Number(low), high: Number(high), gamma: Number(gamma) || 1, invert: invert === '1' }
    : null;
  return {
    item: params.get('item') ?? '',
    file: params.get('file') ?? '',
    section: number(params, 'section', null),
    x: number(params, 'x', null),
    y: number(params, 'y', null),
    zoom: number(params, 'zoom', null),
    binning: number(params, 'bin', 1),
    thickness: number(params, 'thickness', 1),
    band: { low: number(params, 'low', 0), high: number(params, 'high', 1) },
    planes: params.get('planes') === '3',
    plane: ['xy', 'xz', 'yz'].includes(params.get('plane')) ? params.get('plane') : 'xy',
    cross: pair(params.get('at')), // x and y of the place where the three planes meet; its z is the section
    overlays: (params.get('overlay') ?? '').split(',').filter(Boolean),
    renderer: params.get('renderer') ?? 'auto',
    contrast,
  };
}

const short = (value) => String(Number(value.toPrecision(5)));

// The address query of a state; what is as usual is left out.
export function written(state) {
  const params = new URLSearchParams();
  const put = (name, value, usual) => {
    if (value !== null && value !== undefined && value !== '' && value !== usual) params.set(name, value);
  };
  put('item', state.item);
  put('file', state.file);
  put('section', state.section);
  for (const name of ['x', 'y']) put(name, state[name] === null ? null : state[name].toFixed(1));
  put('zoom', state.zoom === null ? null : short(state.zoom));
  put('bin', state.binning, 1);
  put('thickness', state.thickness, 1);
  put('low', short(state.band.low), '0');
  put('high', short(state.band.high), '1');
  put('plane', state.plane, 'xy');
  put('at', state.cross && (state.planes || state.plane !== 'xy') ? state.cross.map((value) => value.toFixed(0)).join(',') : '');
  put('planes', state.planes ? '3' : '');
  put('overlay', state.overlays.join(','));
  put('renderer', state.renderer, 'auto');
  const c = state.contrast;
  if (c && (c.low !== STANDARD.low || c.high !== STANDARD.high || c.gamma !== 1 || c.invert || c.mode !== 'each')) {
    params.set('contrast', [c.mode, short(c.low), short(c.high), short(c.gamma), c.invert ? 1 : 0].join(','));
  }
  return params;
}
