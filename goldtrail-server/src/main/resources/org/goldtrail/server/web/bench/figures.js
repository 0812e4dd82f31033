// The key figures of a step's last run, in words and in the order that matters.
import { html, nothing } from 'lit';
import { number } from '../lib/format.js';

// Name in the provenance: [words, digits, unit, help]
const KNOWN = {
  traces: ['traces', 0, '', 'Beads that are followed through the tilts.'],
  observations: ['observations', 0, '', 'Positions of beads, all views together.'],
  emptyTilts: ['empty tilts', 0, '', 'Views that take part but hold no marker.'],
  residualMeanPx: ['residual', 2, 'px', 'Mean distance between observed and predicted positions, raw pixels.'],
  leaveOutPx: ['leave-out', 2, 'px', 'Error of prediction for beads that the solution has not seen: the honest figure.'],
  cornerPx: ['corner', 2, 'px', 'Predicted error at the worst corner of the field.'],
  axisDeg: ['axis', 1, '°', 'Direction of the tilt axis, from +y counter-clockwise.'],
  peaks: ['peaks', 0, '', 'Peaks of the cross-correlation in all views.'],
  selected: ['selected', 0, '', 'Peaks of the better population.'],
  separation: ['separation', 1, '', 'How far the two populations lie apart, in their widths.'],
  medianRotationalMerit: ['median merit', 2, '', 'Median rotational merit; 1 is perfectly round.'],
  beadDiameterPx: ['diameter', 1, 'px', 'Diameter of the beads in the raw stack.'],
  beadContrast: ['', 0, '', 'Whether beads are darker or brighter than their surroundings.'],
  beadConfidence: ['confidence', 2, '', 'How sure the measurement of the bead is, 0 to 1.'],
  trails: ['trails', 0, '', 'Chains of matched observations.'],
  viewsPlaced: ['views placed', 0, '', 'Views that were linked to the others.'],
  newTrails: ['new trails', 0, '', 'Trails this step has added.'],
  filled: ['filled', 0, '', 'Observations this step has added.'],
  trimmed: ['trimmed', 0, '', 'Observations this step has taken out.'],
  views: ['views', 0, '', 'Sections of the stack.'],
  viewsWithoutData: ['blank views', 0, '', 'Views that hold no data.'],
  binning: ['binning', 0, '', 'Binning factor of the result.'],
  thicknessPx: ['thickness', 0, 'px', 'Thickness of the tomogram, raw pixels.'],
  tomograms: ['', 0, '', 'Kinds of tomograms that were made.'],
  defocusMicrometre: ['defocus', 2, 'µm', 'Mean underfocus.'],
  widthPx: ['width', 0, 'px', 'Width of the box.'],
  heightPx: ['height', 0, 'px', 'Height of the box.'],
  depthPx: ['depth', 0, 'px', 'Depth of the box.'],
};
const MOST = 6;
const words = (name) => name.replace(/(Px|Deg|Angstrom)$/, '').replace(/([A-Z])/g, ' $1').toLowerCase();
const unit = (name) => (name.endsWith('Px') ? 'px' : name.endsWith('Deg') ? '°' : name.endsWith('Angstrom') ? 'Å' : '');

export function keyFigures(figures = {}, most = MOST) {
  const known = Object.keys(KNOWN).filter((name) => name in figures);
  const others = Object.keys(figures).filter((name) => !(name in KNOWN) && typeof figures[name] === 'number');
  return [...known, ...(known.length < 3 ? others : [])].slice(0, most).map((name) => {
    const [label, digits, of, help] = KNOWN[name] ?? [words(name), 2, unit(name), ''];
    const value = figures[name];
    return { name, label, value: typeof value === 'number' ? number(value, digits) : String(value).replace('_', ' '), unit: of, help };
  });
}

export const showFigures = (figures, most) => keyFigures(figures, most).map(({ label, value, unit: of, help }) => html`<span
  class="figure" data-help=${help || nothing}>${label ? html`<span class="quiet">${label}</span> ` : nothing}<b>${value}</b>${of
  ? html`<span class="quiet">${of === '°' ? of : ` ${of}`}</span>` : nothing}</span>`);
