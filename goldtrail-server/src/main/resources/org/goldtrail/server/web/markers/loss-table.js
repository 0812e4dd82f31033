// What trimming would do to the fit, and what would be lost.
import { html } from 'lit';
import { px, viewName } from '../plots/series.js';

const row = (name, before, after, better) => html`<tr><td>${name}</td><td>${before}</td><td class=${better ?? ''}>${after}</td></tr>`;
const change = (before, after) => (after < before * 0.995 ? 'good' : after > before * 1.005 ? 'bad' : '');

// isAsking: what is shown belongs to a wish before the present one.
export function lossTable(session, preview, isAsking) {
  const now = session.fit.summary;
  if (!preview) {
    return html`<h2>The fit now</h2><table>
        <tr><td>residual, mean</td><td>${px(now.meanPx, 3)}</td></tr><tr><td>median</td><td>${px(now.medianPx, 3)}</td></tr>
        <tr><td>root mean square</td><td>${px(now.rmsPx, 3)}</td></tr><tr><td>observations</td><td>${now.observations}</td></tr>
        <tr><td>markers</td><td>${now.markers}</td></tr><tr><td>tilt axis</td><td>${now.axisDeg.toFixed(2)}°</td></tr></table>
      <p class="quiet">Drag the red line down, or draw a lasso, and see here what would become of the fit. Smaller residuals alone
        prove nothing: watch the leave-out error.</p>`;
  }
  const { before, after, lost } = preview;
  const list = (values, name) => (values.length ? html`<p class="bad">${name}: ${values.slice(0, 12).join(', ')}${values.length > 12 ? ` and ${values.length - 12} more` : ''}</p>` : null);
  return html`<h2>The fit without them</h2>
    <table id="loss"><tr><th>lengths in px</th><th>now</th><th>then</th></tr>
      ${row('residual, mean', before.meanPx.toFixed(3), after.meanPx.toFixed(3), change(before.meanPx, after.meanPx))}
      ${row('median', before.medianPx.toFixed(3), after.medianPx.toFixed(3), change(before.medianPx, after.medianPx))}
      ${row('root mean square', before.rmsPx.toFixed(3), after.rmsPx.toFixed(3), change(before.rmsPx, after.rmsPx))}
      ${preview.leaveOutAfterPx === undefined ? row('leave-out error', '…', '…')
        : row('leave-out error', preview.leaveOutBeforePx?.toFixed(3) ?? '–', preview.leaveOutAfterPx?.toFixed(3) ?? '–', change(preview.leaveOutBeforePx, preview.leaveOutAfterPx))}
      ${row('observations', before.observations, after.observations)}
      ${row('markers', before.markers, after.markers)}
      ${row('tilt axis', `${before.axisDeg.toFixed(2)}°`, `${after.axisDeg.toFixed(2)}°`)}
    </table>
    <h2>What would be lost</h2>
    <p id="lost">${lost.observations} ${lost.observations === 1 ? 'observation' : 'observations'} (${((100 * lost.observations) / before.observations).toFixed(1)} %)${lost.markers.length ? `, ${lost.markers.length === 1 ? '1 whole marker' : `${lost.markers.length} whole markers`}` : ''}</p>
    ${list(lost.markers, 'gone altogether, markers')}
    ${list(lost.thinMarkers, 'left with fewer than 3 observations, markers')}
    ${list(lost.weakViews.map((v) => viewName(session.series, v)), 'left with fewer than 3 markers')}
    ${!lost.markers.length && !lost.thinMarkers.length && !lost.weakViews.length ? html`<p class="good">No marker and no view is lost.</p>` : null}
    <p class="quiet" id="solved">${isAsking ? 'solving …' : `solved in ${preview.millis.toFixed(0)} ms`}</p>`;
}
