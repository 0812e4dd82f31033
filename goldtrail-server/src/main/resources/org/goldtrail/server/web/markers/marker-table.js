// The list of markers beside the view: number, views it is seen in, median residual, residual in this view.
import { html } from 'lit';
import { median } from '../plots/series.js';
import { markerColour } from '../viewer/colours.js';

const COLUMNS = { marker: 'marker', count: 'views', median: 'median', here: 'here' };
const HELP = { marker: 'number of the marker', count: 'views in which it is seen', median: 'median of its residuals, px', here: 'its residual in this view, px' };

export function markerTable(editor) {
  const { session, tilt, marker: chosen, sort } = editor;
  const rows = session.markers.map((marker) => {
    const trail = session.byMarker.get(marker);
    return { marker, count: trail.length, isHere: Boolean(session.at(marker, tilt)),
      median: median(trail.map((o) => session.residual(marker, o.tilt)?.length ?? NaN)),
      here: session.residual(marker, tilt)?.length ?? NaN };
  });
  const value = (row) => (Number.isFinite(row[sort]) ? row[sort] : -1);
  if (sort !== 'marker') rows.sort((a, b) => value(b) - value(a) || a.marker - b.marker);
  const figure = (v) => (Number.isFinite(v) ? v.toFixed(2) : '–');
  return html`<table id="markers"><thead><tr>${Object.entries(COLUMNS).map(([key, text]) => html`<th title=${`${HELP[key]}; click: sort by this`}
      @click=${() => (editor.sort = key)}>${text}${sort === key ? ' ▾' : ''}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr class=${row.marker === chosen ? 'on' : ''} data-marker=${row.marker} @click=${() => {
      editor.choose(row.marker);
      editor.centre();
    }}>
      <td><span class="swatch" style="background:${markerColour(row.marker)}"></span>${row.marker}</td><td>${row.count}</td>
      <td>${figure(row.median)}</td><td>${row.isHere ? figure(row.here) : html`<span class="quiet">missing</span>`}</td></tr>`)}</tbody></table>`;
}
