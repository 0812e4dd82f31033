// A scale bar at the lower left: a round length, in nm where the pixel size is known.

import { unit } from '../lib/unit.js';
import { colour, text } from './colours.js';
import { keyed } from './painters.js';

const STEPS = [1, 2, 5];

function round(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return power * STEPS.findLast((step) => step * power <= most);
}

export function scaleBar(info) {
  return keyed((context, view) => {
    const perPixel = info.pixelSizeAngstrom ? info.pixelSizeAngstrom / 10 : 1;
    const most = (Math.min(220 * unit(), view.width / 3) / view.zoom) * perPixel;
    if (!(most > 0)) return;
    const length = round(most);
    const wide = (length / perPixel) * view.zoom;
    const name = info.pixelSizeAngstrom
      ? length >= 1000 ? `${length / 1000} µm` : `${length} nm`
      : `${length} px`;
    const x = 14;
    const y = view.height - 14 - 2 * unit();
    for (const [fill, more] of [[colour('edge'), 2], [colour('text'), 0]]) {
      context.fillStyle = fill;
      context.fillRect(x - more / 2, y - more / 2, wide + more, 4 * unit() + more);
    }
    text(context, name, x, y - 6);
  }, 'scale', info.pixelSizeAngstrom);
}
