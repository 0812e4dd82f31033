// A scale bar at the lower left: a round length, in nm where the pixel size is known.

import { colour, text } from './colours.js';
import { keyed } from './painters.js';

const STEPS = [1, 2, 5];

function round(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return power * STEPS.findLast((step) => step * power <= most);
}

export function scaleBar(info) {
  return keyed((context, view) => {
    const unit = info.pixelSizeAngstrom ? info.pixelSizeAngstrom / 10 : 1;
    const most = (Math.min(220, view.width / 3) / view.zoom) * unit;
    if (!(most > 0)) return;
    const length = round(most);
    const wide = (length / unit) * view.zoom;
    const name = info.pixelSizeAngstrom
      ? length >= 1000 ? `${length / 1000} µm` : `${length} nm`
      : `${length} px`;
    const x = 14;
    const y = view.height - 16;
    for (const [fill, more] of [[colour('edge'), 2], [colour('text'), 0]]) {
      context.fillStyle = fill;
      context.fillRect(x - more / 2, y - more / 2, wide + more, 4 + more);
    }
    text(context, name, x, y - 6);
  }, 'scale', info.pixelSizeAngstrom);
}
