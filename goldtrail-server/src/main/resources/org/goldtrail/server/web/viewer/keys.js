// Keys of tmshow.

export const KEYS = [
  ['wheel, ← →', 'one view or slice back or forth (views by tilt angle)'],
  ['PgUp, PgDn', 'five at once'],
  ['Home, End', 'the first, the last'],
  ['space', 'play all, to and fro (auto)'],
  ['Shift + wheel, Ctrl + wheel, pinch, + −', 'zoom'],
  ['Shift + right drag, middle drag', 'move the image'],
  ['f, 1', 'whole image; one screen pixel for each pixel'],
  ['h, r, p, Esc', 'hand, ruler, pin, pointer'],
  ['o', 'three planes of a volume'],
  ['i', 'invert'],
  ['[ ]', 'less or more contrast'],
  ['t, Shift + t', 'thicker, thinner'],
  ['b, Shift + b', 'more or less binning'],
  ['x, Shift + x', 'discard the view, take it back'],
  ['s', 'picture of the window as PNG'],
  ['Shift + f', 'full screen'],
  ['?', 'this list'],
];

// A listener for keydown that does it.
export function keyHandler(viewer) {
  const plain = {
    ArrowLeft: () => viewer.goTo(viewer.index - 1),
    ArrowDown: () => viewer.goTo(viewer.index - 1),
    ArrowRight: () => viewer.goTo(viewer.index + 1),
    ArrowUp: () => viewer.goTo(viewer.index + 1),
    PageUp: () => viewer.goTo(viewer.index + 5),
    PageDown: () => viewer.goTo(viewer.index - 5),
    Home: () => viewer.goTo(0),
    End: () => viewer.goTo(viewer.count - 1),
    ' ': () => (viewer.stepBar.playing = !viewer.stepBar.playing),
    '+': () => viewer.canvas.show(viewer.canvas.view.zoomed(1.25)),
    '=': () => viewer.canvas.show(viewer.canvas.view.zoomed(1.25)),
    '-': () => viewer.canvas.show(viewer.canvas.view.zoomed(0.8)),
    f: () => viewer.canvas.fit(),
    1: () => viewer.canvas.centreOn(viewer.canvas.view.x, viewer.canvas.view.y, 1),
    h: () => (viewer.tool = 'hand'),
    r: () => (viewer.tool = 'ruler'),
    p: () => viewer.pins.possible && (viewer.tool = 'pin'),
    o: () => viewer.source.isVolume && viewer.setPlanes(),
    Escape: () => (viewer.tool = 'cross'),
    i: () => viewer.setContrast({ invert: !viewer.contrast.invert }),
    '[': () => stretch(viewer, 1.15),
    ']': () => stretch(viewer, 1 / 1.15),
    t: () => viewer.set({ thickness: Math.min(viewer.count, viewer.state.thickness + 1) }),
    T: () => viewer.set({ thickness: Math.max(1, viewer.state.thickness - 1) }),
    b: () => viewer.set({ binning: Math.min(16, viewer.state.binning * 2) }),
    B: () => viewer.set({ binning: Math.max(1, viewer.state.binning / 2) }),
    x: () => viewer.discard(true),
    X: () => viewer.discard(false),
    s: () => viewer.savePicture(),
    F: () => viewer.fullScreen(),
    '?': () => viewer.help(),
  };
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !viewer.source || isTyping(event)) return;
    const action = plain[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
}

function stretch(viewer, factor) {
  const { low, high } = viewer.contrast;
  const middle = (low + high) / 2;
  viewer.setContrast({ low: middle + (low - middle) * factor, high: middle + (high - middle) * factor });
}

// Keys belong to fields and open dialogs first; arrows also to sliders.
function isTyping(event) {
  const at = event.composedPath()[0];
  if (at instanceof HTMLInputElement) {
    if (['text', 'number', 'search'].includes(at.type)) return true;
    return at.type === 'range' ? event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End' : event.key === ' ';
  }
  return at instanceof HTMLSelectElement || at instanceof HTMLTextAreaElement
    || (at instanceof HTMLButtonElement && event.key === ' ')
    || event.composedPath().some((element) => element instanceof HTMLDialogElement && element.open && event.key !== '?');
}
