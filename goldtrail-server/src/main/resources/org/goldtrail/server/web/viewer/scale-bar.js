// A scale bar at the lower left: a round length, in nm where the pixel size is known.

const STEPS = [1, 2, 5];

function round(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return power * STEPS.findLast((step) => step * power <= most);
}

export function scaleBar(info) {
  return (context, view) => {
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
    context.lineCap = 'butt';
    for (const [colour, more] of [['rgba(0,0,0,.75)', 2], ['#fff', 0]]) {
      context.fillStyle = colour;
      context.fillRect(x - more / 2, y - more / 2, wide + more, 4 + more);
    }
    context.font = '600 12px system-ui, sans-serif';
    context.lineWidth = 3;
    context.lineJoin = 'round';
    context.strokeStyle = 'rgba(0,0,0,.75)';
    context.strokeText(name, x, y - 6);
    context.fillStyle = '#fff';
    context.fillText(name, x, y - 6);
  };
}
