// The boundaries of a selection of peaks as marks of a chart: the line at which the two populations are as likely as is asked for,
// that at which they are equally likely, and bounds of single features.
import { FEATURES } from './peaks.js';

// In percent, with as many digits as tell it from 100.
export function percent(probability) {
  const most = Math.min(probability, 0.999999);
  const decimals = Math.min(4, Math.max(1, Math.ceil(-Math.log10(Math.min(most, 1 - most) || 1e-6)) - 1));
  return Number((100 * most).toFixed(decimals));
}

// A little beyond the plot, so that moving it shows no end of the line.
const wider = ([low, high]) => [low - 0.4 * (high - low), high + 0.4 * (high - low)];

// spec: of a plot of two features; adds to its marks and its legend.
export function drawBoundary(spec, choice, x, y) {
  const { populations, logOdds, probability } = choice;
  if (!populations?.tells(x, y)) return spec;
  const at = (odds) => populations.boundary(x, y, odds, wider(spec.x.range), wider(spec.y.range));
  const marks = [];
  const legend = [];
  if (Number.isFinite(logOdds)) {
    marks.push({ pieces: at(logOdds), colour: 'accent', draggable: true, population: true });
    legend.push({ colour: 'accent', line: true, text: `kept from here: bead by ${percent(probability)} % or more` });
  }
  if (logOdds !== 0) {
    marks.push({ pieces: at(0), colour: 'text-quiet', dash: [5, 4], draggable: !Number.isFinite(logOdds), population: true });
    legend.push({ colour: 'text-quiet', line: true, text: 'both populations equally likely' });
  }
  return { ...spec, marks: [...marks, ...spec.marks], legend: [...spec.legend, ...legend] };
}

// The same in a plot of one feature.
export function drawLeast(spec, choice, feature) {
  const { populations, logOdds, probability } = choice;
  if (!populations?.tells(feature)) return spec;
  const value = populations.least(feature, Number.isFinite(logOdds) ? logOdds : 0, spec.x.range);
  if (!Number.isFinite(value)) return spec;
  const label = Number.isFinite(logOdds) ? `bead by ${percent(probability)} % or more` : 'equally likely';
  return { ...spec, marks: [{ axis: 'x', value, label, draggable: true, population: true }, ...spec.marks] };
}

// Lower bounds of the features shown.
export function bounds(choice, ...features) {
  return features.map((feature, i) => {
    const value = choice.bound(feature);
    return { axis: 'xy'[i], value, draggable: true, feature, colour: 'series-3', label: `${FEATURES[feature].label.split(',')[0]} ≥ ${value.toFixed(2).replace('-', '−')}` };
  });
}
