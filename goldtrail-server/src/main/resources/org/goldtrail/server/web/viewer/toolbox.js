// The toolbox of tmshow: which file, and what the mouse does.
import { html } from 'lit';
import { verdictNote } from '../lib/problem.js';
import { icons } from './icons.js';
import { PLANES } from './planes.js';

const tool = (viewer, name, title) => html`<button class="icon" title=${title} aria-label=${title} aria-pressed=${viewer.tool === name}
  @click=${() => (viewer.tool = name)}>${icons[name]}</button>`;

function choose(viewer, event) {
  const [item, ...file] = event.target.value.split('/');
  const params = new URLSearchParams({ item, file: file.join('/') });
  viewer.dispatchEvent(new CustomEvent('gt-go', { detail: `${location.pathname}?${params}`, bubbles: true, composed: true }));
}

export function toolbox(viewer) {
  const { info } = viewer.source;
  return html`
      <div class="tools">
        <a class="back" href=${`/w/${viewer.workflow}`} title="to the workflow window">←</a>
        <select aria-label="file" title=${info.path} @change=${(event) => choose(viewer, event)}>
          ${info.files.map(({ item, file, label }) => html`<option value="${item}/${file}" ?selected=${item === info.item && file === info.file}>
            ${label} – ${file}</option>`)}
        </select>
        ${verdictNote(info.verdict)}
        <span class="gap"></span>
        ${tool(viewer, 'cross', 'pointer: coordinates and values (Esc)')}
        ${tool(viewer, 'hand', 'hand: drag moves the image (h)')}
        ${tool(viewer, 'ruler', 'ruler: draw a line across something (r)')}
        ${viewer.pins.possible ? tool(viewer, 'pin', 'pin: click on a place to mark it (p)') : null}
        ${viewer.source.isVolume ? html`<button class="icon" title="three planes (o)" aria-label="three planes" aria-pressed=${viewer.state.planes}
          @click=${() => viewer.setPlanes()}>${icons.planes}</button>
          <select aria-label="plane" title="plane" ?disabled=${viewer.state.planes} @change=${(event) => viewer.set({ plane: event.target.value })}>
            ${Object.entries(PLANES).map(([plane, { label }]) => html`<option value=${plane} ?selected=${plane === viewer.state.plane}>${label}</option>`)}
          </select>` : null}
        <button class="icon" title="whole image (f)" aria-label="whole image" @click=${() => viewer.canvas.fit()}>${icons.fit}</button>
        <button class="icon" title="invert (i)" aria-label="invert" aria-pressed=${viewer.contrast.invert}
          @click=${() => viewer.setContrast({ invert: !viewer.contrast.invert })}>${icons.invert}</button>
        <button class="icon" title="picture as PNG (s)" aria-label="picture as PNG" @click=${() => viewer.savePicture()}>${icons.picture}</button>
        <button class="icon" title="full screen (Shift+F)" aria-label="full screen" @click=${() => viewer.fullScreen()}>${icons.full}</button>
        <button class="icon" title="keys (?)" aria-label="keys" @click=${() => viewer.help()}>${icons.help}</button>
      </div>`;
}
