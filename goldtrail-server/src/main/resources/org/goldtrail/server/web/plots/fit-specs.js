// The charts of the fitting window.
import { degrees, median, tiltOrder, tiltTicks } from './series.js';
import { range } from './scale.js';
import { field } from './layers.js';

// Mean residual of each view, with the predicted error.
export function perTilt({ series, views, excluded }) {
  const order = tiltOrder(series.tiltsDeg);
  const x = order.map((_, at) => at);
  const of = (column) => order.map((section) => column[section]);
  const out = new Set(excluded.map((e) => e.section));
  const mean = of(views.residualPx);
  return {
    order,
    spec: {
      key: 'tilt', x: { label: 'tilt angle', range: [-0.7, order.length - 0.3], ticks: tiltTicks(series, order) },
      y: { label: 'residual, px', range: [0, range([mean.map((v) => v ?? 0), of(views.predictedCornerPx).map((v) => v ?? 0)])[1]] },
      layers: [
        ...order.flatMap((section, at) => (out.has(section) ? [{ kind: 'band', axis: 'x', from: at - 0.5, to: at + 0.5, alpha: 0.14 }] : [])),
        { kind: 'bars', x, y: mean.map((v) => v ?? 0), width: 0.8, colour: 'series-1', alpha: 0.7 },
        { kind: 'line', x, y: of(views.predictedCornerPx), colour: 'series-2', dots: 4 },
        { kind: 'line', x, y: of(views.predictedCentrePx), colour: 'series-3', dots: 4 },
      ],
      margins: { top: { x, y: of(views.beads), label: 'markers' } },
      legend: [{ colour: 'series-1', text: 'mean residual' }, { colour: 'series-2', text: 'predicted error at the worst corner' },
        { colour: 'series-3', text: 'predicted error at the centre' }],
    },
  };
}

export function perMarker({ residuals, beads }) {
  const order = beads.marker.map((_, i) => i).sort((a, b) => (beads.residualPx[b] ?? 0) - (beads.residualPx[a] ?? 0));
  const row = new Map(order.map((i, at) => [beads.marker[i], at]));
  const x = order.map((_, at) => at);
  const length = residuals.dx.map((dx, i) => (dx === null ? NaN : Math.hypot(dx, residuals.dy[i])));
  return {
    order,
    spec: {
      key: 'marker', x: { label: 'marker, worst first', range: [-0.7, order.length - 0.3], ticks: order.map((i, at) => ({ value: at, text: String(beads.marker[i]) })) },
      y: { label: 'residual, px', range: [0, range([length])[1]] },
      layers: [
        { kind: 'bars', x, y: order.map((i) => beads.residualPx[i] ?? 0), width: 0.8, colour: 'series-1', alpha: 0.6 },
        { kind: 'points', x: residuals.marker.map((m) => row.get(m)), y: length, size: 3, colour: 'series-2', alpha: 0.7 },
      ],
      margins: { top: { x, y: order.map((i) => beads.observations[i]), label: 'views' } },
      legend: [{ colour: 'series-1', text: 'mean of each marker' }, { colour: 'series-2', text: 'each observation' }],
    },
  };
}

export function perObservation({ residuals }) {
  const { dx, dy, weight } = residuals;
  const length = dx.map((d, i) => (d === null ? NaN : Math.hypot(d, dy[i])));
  const reach = Math.max(3 * median(length) * 1.6, ...length.filter(Number.isFinite)) * 1.05 || 1;
  return {
    spec: {
      key: 'observation', equal: true, x: { label: 'residual in x, px', range: [-reach, reach] }, y: { label: 'residual in y, px', range: [-reach, reach] },
      layers: [{ kind: 'points', x: dx.map((d) => d ?? NaN), y: dy.map((d) => d ?? NaN), size: 4, group: weight.map((w) => (w > 0 ? 0 : 1)),
        colours: ['series-1', 'series-2'] }],
      legend: [{ colour: 'series-1', text: 'takes part' }, { colour: 'series-2', text: 'outlier, without weight' }],
    },
  };
}

// What the fit has changed along the tilts.
export const CORRECTIONS = {
  shift: { text: 'shift', unit: 'px', columns: { shiftXPx: 'x', shiftYPx: 'y' } },
  rotation: { text: 'rotation of the axis', unit: '°', columns: { axisDeg: 'tilt axis' } },
  magnification: { text: 'magnification', unit: '', columns: { magnification: 'magnification' } },
  angle: { text: 'tilt angle correction', unit: '°', columns: { tiltChangeDeg: 'found − nominal', xTiltDeg: 'X-tilt' } },
};

export function alongTilts({ series, views, excluded }, which) {
  const order = tiltOrder(series.tiltsDeg);
  const { text, unit, columns } = CORRECTIONS[which];
  const all = { ...views, tiltChangeDeg: views.tiltDeg.map((t, i) => t - views.nominalTiltDeg[i]) };
  const out = new Set(excluded.map((e) => e.section)); // what is said of these is interpolated
  const lines = Object.keys(columns).map((name) => order.map((section) => (out.has(section) ? NaN : all[name][section])));
  const colours = ['series-1', 'series-2'];
  const tilt = order.map((section) => series.tiltsDeg[section]);
  const [low, high] = range(lines);
  const least = { rotation: 0.05, magnification: 0.001, angle: 0.05 }[which] ?? 0;
  const pad = Math.max(0, (least - (high - low)) / 2);
  return {
    order,
    spec: {
      key: `along ${which}`, x: { label: 'tilt angle, °', range: range([tilt], 0.03) }, y: { label: `${text}${unit ? `, ${unit}` : ''}`, range: [low - pad, high + pad] },
      layers: lines.map((y, i) => ({ kind: 'line', x: tilt, y, colour: colours[i], dots: 5 })),
      legend: Object.values(columns).map((name, i) => ({ colour: colours[i], text: name })),
    },
  };
}

// The residuals of one view, or of all, over the field, magnified.
export function vectors({ series, residuals }, section, magnify) {
  const list = residuals.tilt.map((_, i) => i).filter((i) => (section === null || residuals.tilt[i] === section) && residuals.dx[i] !== null);
  const of = (column) => list.map((i) => column[i]);
  return {
    list,
    spec: {
      key: 'vectors', equal: true, x: { label: 'x, px', range: [-0.5, series.width - 0.5] }, y: { label: 'y, px', range: [-0.5, series.height - 0.5] },
      layers: [
        { kind: 'vectors', x: of(residuals.x), y: of(residuals.y), dx: of(residuals.dx), dy: of(residuals.dy), scale: magnify, colour: 'series-2' },
        { kind: 'points', x: of(residuals.x), y: of(residuals.y), size: 4, colour: 'series-1' },
        field(series),
      ],
      legend: [{ colour: 'series-2', text: `residuals, ${magnify} times magnified${section === null ? ', all views' : `, view at ${degrees(series.tiltsDeg[section])}`}` }],
    },
  };
}
