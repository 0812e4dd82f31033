// What dmarkers draws over a view: markers, reprojections, what is missing, residuals magnified.
import { arrow, colour, markerColour, stroke, text } from '../viewer/colours.js';

// A painter for gt-image-canvas.
//   editor: { session, tilt, marker, radiusPx, options: { reprojections, vectors, labels, magnify }, drag, hover }
export function painter(editor) {
  return (context, view) => {
    const { session, tilt, marker: chosen, options } = editor;
    if (!session?.byTilt) return;
    const radius = Math.max(5, editor.radiusPx * 1.35 * view.zoom);
    const number = (words, [x, y], fill) => text(context, words, x + radius * 0.75 + 3, y - radius * 0.75, fill, 11);
    for (const marker of session.markers) {
      const seen = session.at(marker, tilt);
      const model = session.reprojection(marker, tilt);
      const at = editor.drag?.marker === marker && editor.drag.moved ? editor.drag : seen;
      const isChosen = marker === chosen;
      const fill = markerColour(marker);
      if (model && (options.reprojections || isChosen)) cross(context, view.toScreen(model.x, model.y), radius * 0.6, isChosen);
      if (at) {
        const place = view.toScreen(at.x, at.y);
        circle(context, place, radius, fill, isChosen ? 2.6 : 1.6);
        if (options.labels || isChosen || editor.hover === marker) number(String(marker), place, fill);
        if (options.vectors && model && session.residual(marker, tilt)) vector(context, view.toScreen(model.x, model.y), place, options.magnify);
      } else if (isChosen && model) {
        const place = view.toScreen(model.x, model.y);
        context.setLineDash([4, 4]);
        circle(context, place, radius, fill, 2);
        context.setLineDash([]);
        number(`${marker} missing`, place, fill);
      }
    }
  };
}

function circle(context, [x, y], radius, fill, width) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  stroke(context, fill, width);
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

// From where the model has the bead towards where it was seen, magnified.
function vector(context, [fromX, fromY], [x, y], magnify) {
  context.beginPath();
  arrow(context, fromX, fromY, fromX + (x - fromX) * magnify, fromY + (y - fromY) * magnify);
  stroke(context, colour('residual'));
}
