// What the gallery shows: an item for each patch, with its numbers, from markers, peaks or averages.
import { picture } from './patches.js';
import { degrees, viewName } from './series.js';

const two = (value) => (value === null || value === undefined || !Number.isFinite(value) ? '' : value.toFixed(2));

function numbers(cc, merit, view, more) {
  return [{ text: two(cc), colour: 'score-cc' }, { text: two(merit), colour: 'score-merit' }, { text: String(view + 1), colour: 'score-tilt' },
    { text: more, colour: 'text-quiet' }];
}

// selected: a state for each peak, saved or not
export function peakItems(peaks, selected, onlySelected) {
  const items = [];
  for (let i = 0; i < peaks.count; i++) {
    if (onlySelected && !selected[i]) continue;
    const tilt = peaks.tilt[i];
    items.push({
      id: i, tilt, x: peaks.x[i], y: peaks.y[i], cc: peaks.cc[i], merit: peaks.rotationalMerit[i], contrast: peaks.contrast[i],
      dim: !onlySelected && !selected[i], numbers: numbers(peaks.cc[i], peaks.rotationalMerit[i], tilt, degrees(peaks.series.tiltsDeg[tilt])),
      title: `${viewName(peaks.series, tilt)}: x ${peaks.x[i].toFixed(1)}, y ${peaks.y[i].toFixed(1)}${selected[i] ? '' : ', rejected'}`,
    });
  }
  return items;
}

// peaks: to take the merit from, where a peak lies at the same place; may be null.
export function markerItems(session, peaks) {
  const near = peaks ? new Map() : null;
  if (near) for (let i = 0; i < peaks.count; i++) near.set(`${peaks.tilt[i]} ${Math.round(peaks.x[i] / 4)} ${Math.round(peaks.y[i] / 4)}`, i);
  const meritOf = (o) => {
    for (let dx = -1; near && dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const i = near.get(`${o.tilt} ${Math.round(o.x / 4) + dx} ${Math.round(o.y / 4) + dy}`);
        if (i !== undefined) return peaks.rotationalMerit[i];
      }
    }
    return NaN;
  };
  return [...session.observations.values()].map((o) => {
    const merit = meritOf(o);
    const residual = session.residual(o.marker, o.tilt)?.length;
    return { ...o, id: `${o.marker}/${o.tilt}`, merit, residual, dim: session.discarded.has(o.tilt),
      numbers: numbers(o.cc, merit, o.tilt, `${o.marker} · ${residual === undefined ? '–' : residual.toFixed(2)}`),
      title: `marker ${o.marker} in ${viewName(session.series, o.tilt)}${residual === undefined ? '' : `: residual ${residual.toFixed(2)} px`}` };
  });
}

export function averageItems({ averages, sprite, sidePx }) {
  const grey = Uint8Array.from(atob(sprite), (c) => c.charCodeAt(0));
  return averages.marker.map((marker, i) => ({
    id: marker, marker, picture: picture(grey.subarray(i * sidePx * sidePx, (i + 1) * sidePx * sidePx), sidePx),
    count: averages.observations[i], radius: averages.radiusPx[i], profile: averages.profile[i], dim: averages.observations[i] === 0,
    numbers: [{ text: '', colour: '' }, { text: '', colour: '' }, { text: String(averages.observations[i]), colour: 'score-tilt' },
      { text: marker < 0 ? 'all markers' : `marker ${marker}`, colour: 'text' }],
    title: `${marker < 0 ? 'all markers' : `marker ${marker}`}: average of ${averages.observations[i]} patches`
      + `${averages.radiusPx[i] === null ? '' : `, radius ${averages.radiusPx[i].toFixed(2)} px`}`,
  }));
}

const by = (key, down) => (a, b) => (down ? -1 : 1) * ((Number.isFinite(a[key]) ? a[key] : -Infinity) - (Number.isFinite(b[key]) ? b[key] : -Infinity));
export const ORDERS = {
  tilt: { text: 'view', compare: by('tilt') },
  marker: { text: 'marker', compare: (a, b) => (a.marker ?? 0) - (b.marker ?? 0) || (a.tilt ?? 0) - (b.tilt ?? 0) },
  cc: { text: 'CC, lowest first', compare: by('cc') },
  merit: { text: 'rotational merit, lowest first', compare: by('merit') },
  residual: { text: 'residual, largest first', compare: by('residual', true) },
};
