// What keys and mouse do in the windows with plots, for their list on `?`.

export const CHART = [
  ['wheel', 'zoom; over an axis that one alone'],
  ['drag', 'move the plot'],
  ['double click, 0', 'all of it again'],
];
const EDITOR = [
  ['Ctrl + Z, Ctrl + Shift + Z', 'undo, redo'],
  ['Ctrl + S', 'save as a new version of the working markers'],
];
const SELECTION = [
  ['Ctrl + Z', 'undo'],
  ['Ctrl + S', 'save the selection, from which the indexing starts'],
];

export const OCCUPANCY = [['click', 'show the observation in dmarkers'], ...CHART];
export const CLOUD = [['click, Shift + drag', 'choose a peak, those drawn around; other windows show them, too'], ...CHART];
export const FEATURES = [
  ['drag the line', 'select from there on'],
  ['Shift + drag', 'draw around peaks, to keep or reject them'],
  ['click', 'choose one; the other windows show it'],
  ...CHART, ...SELECTION,
];
export const SCISSORS = [
  ['drag the red line', 'trim what lies above'],
  ['Shift + drag', 'draw around what should go'],
  ['click', 'show the observation in dmarkers'],
  ...CHART, ...EDITOR,
];
export const FITTING = [['click', 'show the observation in dmarkers'], ...CHART, ['in 3-D: drag, wheel, right drag', 'turn, zoom, move'],
  ['in 3-D: click', 'choose a marker']];
export const TARGETING = [['click', 'show that bead'], ...CHART];
export const CTF = [['← →', 'the view before, the next one'], ['click', 'show the view of that dot'], ...CHART];
export const GALLERY = [
  ['click', 'choose a patch'],
  ['Ctrl + click, Shift + click', 'choose one more, all between'],
  ['double click', 'show it in dmarkers'],
  ['Ctrl + A, Esc', 'choose all, nothing'],
  ['Del', 'delete the observations, or reject the peaks'],
  ...EDITOR,
];
