// What dmarkers draws over a view: markers, reprojections, what is missing, residuals magnified.
import { markerColour } from '../plots/palette.js';

// A painter for gt-image-canvas.
//   editor: { session, tilt, marker, radiusPx, options: { reprojections, vectors, labels, magnify }, drag, hover }
export function painter(editor) {
  return (context, view) => {
    const { session, tilt, marker: chosen, options } = editor;
    if (!session?.byTilt) return;
    const radius = Math.max(5, editor.radiusPx * 1.35 * view.zoom);
    context.font = '600 11px system-ui, sans-serif';
    context.textBaseline = 'middle';
    for (const marker of session.markers) {
      const seen = session.at(marker, tilt);
      const model = session.reprojection(marker, tilt);
      const at = editor.drag?.marker === marker && editor.drag.moved ? editor.drag : seen;
      const isChosen = marker === chosen;
      const colour = markerColour(marker);
      if (model && (options.reprojections || isChosen)) cross(context, view.toScreen(model.x, model.y), radius * 0.6, isChosen);
      if (at) {
        const [x, y] = view.toScreen(at.x, at.y);
        circle(context, x, y, radius, colour, isChosen ? 2.6 : 1.6, isChosen);
        if (options.labels || isChosen || editor.hover === marker) label(context, String(marker), x + radius * 0.75 + 3, y - radius * 0.75 - 3, colour);
        const residual = session.residual(marker, tilt);
        if (options.vectors && residual) vector(context, x, y, residual, options.magnify * view.zoom);
      } else if (isChosen && model) {
        const [x, y] = view.toScreen(model.x, model.y);
        context.setLineDash([4, 4]);
        circle(context, x, y, radius, colour, 2, true);
        context.setLineDash([]);
        label(context, `${marker} missing`, x + radius * 0.75 + 3, y - radius * 0.75 - 3, colour);
      }
    }
  };
}

function circle(context, x, y, radius, colour, width, haloed) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  if (haloed) {
    context.strokeStyle = 'rgb(0 0 0 / .6)';
    context.lineWidth = width + 2.5;
    context.stroke();
  }
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

function cross(context, [x, y], arm, strong) {
  context.beginPath();
  context.moveTo(x - arm, y);
  context.lineTo(x + arm, y);
  context.moveTo(x, y - arm);
  context.lineTo(x, y + arm);
  context.strokeStyle = strong ? '#fff' : 'rgb(255 255 255 / .75)';
  context.lineWidth = strong ? 1.8 : 1.1;
  context.stroke();
}

// From the reprojection's side: the observation lies at its end.
function vector(context, x, y, { dx, dy }, scale) {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + dx * scale, y - dy * scale);
  context.strokeStyle = '#ff5a4d';
  context.lineWidth = 2;
  context.stroke();
}

function label(context, text, x, y, colour) {
  context.lineWidth = 3;
  context.strokeStyle = 'rgb(0 0 0 / .75)';
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
