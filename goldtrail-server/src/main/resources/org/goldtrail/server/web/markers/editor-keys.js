// Keys of dmarkers.

export const KEYS = [
  ['wheel, ← →', 'one view back or forth, by tilt angle'],
  ['Home, End', 'the first, the last view'],
  ['↑ ↓', 'the marker before, the next one'],
  ['click, drag', 'choose a marker, move it; it snaps to the bead unless Alt is held'],
  ['double click, a', 'add: the chosen marker if it is missing here, else a new one (a: under the pointer)'],
  ['n', 'new marker under the pointer'],
  ['f', 'put the chosen marker where the model expects it, snapped'],
  ['Del, Shift + Del', 'delete the observation, the whole marker'],
  ['m', 'merge: the marker clicked next becomes part of the chosen one'],
  ['s', 'split: what lies at higher tilt becomes a new marker'],
  ['g, Shift + g', 'next gap of the chosen marker, of any marker'],
  ['r', 'largest residual, then the next'],
  ['x, Shift + x', 'discard the view, take it back'],
  ['c, 0', 'centre on the chosen marker, whole view'],
  ['Shift + wheel, + −', 'zoom'],
  ['Shift + right drag, middle drag', 'move the image'],
  ['p, v, l', 'reprojections, residual vectors, numbers on and off'],
  ['Ctrl + Z, Ctrl + Shift + Z', 'undo, redo'],
  ['Ctrl + S', 'save as a new version of the working markers'],
  ['Esc', 'choose nothing'],
  ['?', 'this list'],
];

export function editorKeys(editor) {
  return {
    ArrowLeft: () => editor.step(-1),
    ArrowRight: () => editor.step(1),
    Home: () => editor.goTo(editor.order[0]),
    End: () => editor.goTo(editor.order.at(-1)),
    ArrowUp: () => editor.stepMarker(-1),
    ArrowDown: () => editor.stepMarker(1),
    a: () => editor.addHere(false),
    n: () => editor.addHere(true),
    f: () => editor.fill(),
    Delete: () => editor.deleteObservation(),
    Backspace: () => editor.deleteObservation(),
    'Shift+Delete': () => editor.deleteMarker(),
    'Shift+Backspace': () => editor.deleteMarker(),
    m: () => editor.beginMerge(),
    s: () => editor.split(),
    g: () => editor.nextGap(false),
    'Shift+G': () => editor.nextGap(true),
    r: () => editor.largestResidual(),
    x: () => editor.discard(true),
    'Shift+X': () => editor.discard(false),
    c: () => editor.centre(),
    0: () => editor.canvas.fit(),
    '+': () => editor.zoom(1.25),
    '=': () => editor.zoom(1.25),
    '-': () => editor.zoom(0.8),
    p: () => editor.toggle('reprojections'),
    v: () => editor.toggle('vectors'),
    l: () => editor.toggle('labels'),
    Escape: () => editor.choose(null),
    '?': () => editor.help(),
  };
}

export function isTyping(event) {
  return event.composedPath().some((at) => at instanceof HTMLSelectElement || at instanceof HTMLDialogElement
    || (at instanceof HTMLInputElement && at.type !== 'checkbox' && at.type !== 'range'));
}
