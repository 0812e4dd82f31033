// The windows a workflow has, by the names that stand in their addresses.

export function address(id, name, params = {}) {
  const query = new URLSearchParams(Object.entries(params).filter(([, v]) => v !== undefined && v !== '')).toString();
  return `/w/${id}/${name}${query ? `?${query}` : ''}`;
}

// Opens a window beside the workbench; the same one again if it is open.
export function openWindow(id, name, params = {}) {
  window.open(address(id, name, params), `goldtrail-${id}-${name}`);
}

const STACKS = ['rawStack', 'visualisationStack', 'alignedBinnedStack', 'alignedStack', 'ctfCorrectedStack', 'binnedTomogram', 'fullTomogram'];
export const isStack = (item) => STACKS.includes(item);

// Which window an entry of a step's View menu opens.
export function windowOfView(view, step, status) {
  const source = step.id === 'detection.peakSelection' ? 'selectedPeaks' : 'peaks';
  const item = step.outputs.find(isStack);
  const version = status?.markersOut;
  return {
    STACK: ['tmshow', { item: 'visualisationStack' }],
    CLOUD: ['cloud', { source }],
    VIDEO: ['tmshow', { item: 'rawStack', overlay: source }],
    MONTAGE: ['gallery', { source }],
    FEATURE_GALLERY: ['gallery', { source }],
    FEATURE_PLOTTER: ['features', {}],
    OCCUPANCY: ['occupancy', { version }],
    MARKERS: ['dmarkers', {}],
    GALLERY: ['gallery', { source: 'markers' }],
    RESIDUALS: ['fitting', {}],
    ALIGNED_STACK: ['tmshow', { item }],
    CTF_CURVES: ['ctf', {}],
    TOMOGRAM: ['tmshow', { item }],
  }[view];
}

// The icon row of the walkthrough: window, icon, words and help.
export const ICON_ROW = [
  ['dmarkers', 'dmarkers', 'dmarkers', 'Shows the tilt series with the working markers, to check and edit them in each view.'],
  ['occupancy', 'occupancy', 'occupancy plot', 'Shows which markers are present in which tilts.'],
  ['gallery', 'gallery', 'gold bead gallery', 'Shows the patches around the working markers side by side.'],
  ['targeting', 'targeting', 'gold bead targeting', 'Adds beads by hand: a click in two views, and the others are predicted.'],
  ['fitting', 'fitting', 'fitting', 'Shows the solved geometry: residuals by tilt and by marker, rotation, shifts, magnification.'],
  ['scissors', 'scissors', 'marker selection', 'Shows the residual of each observation; cuts observations or whole markers away.'],
];
