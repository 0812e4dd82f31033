// The panel beside the image of tmshow.
import { html } from 'lit';
import { nm, px } from './measures.js';
import './filter-panel.js';
import './full-box-panel.js';
import './histogram-panel.js';
import './overlay-panel.js';
import './pin-panel.js';

export function sidePanel(viewer) {
  const { info } = viewer.source;
  return html`
      <div class="side">
        ${rulerPart(viewer)}
        <h2>Contrast</h2>
        <gt-histogram .noun=${viewer.source.isVolume ? 'slice' : 'view'} .image=${viewer.image} .contrast=${viewer.contrast} @gt-contrast=${(event) => viewer.set(event.detail)}></gt-histogram>
        <h2>Image</h2>
        <gt-filter-panel .info=${info} .binning=${viewer.state.binning} .band=${viewer.state.band} .thickness=${viewer.state.thickness}
          .depth=${viewer.count} @gt-filter=${(event) => viewer.set(event.detail)}></gt-filter-panel>
        <h2>Drawn over</h2>
        <gt-overlay-panel .overlays=${viewer.overlays} .shown=${viewer.state.overlays} .stamp=${viewer.stamp}
          @gt-overlays=${(event) => viewer.set(event.detail)}></gt-overlay-panel>
        ${viewer.pins.possible ? html`<h2>Pins</h2>
          <gt-pin-panel .pins=${viewer.pins} .stamp=${viewer.stamp} @gt-pin=${(event) => viewer.lookAt(event.detail.place)}></gt-pin-panel>` : null}
        ${info.placement === 'volume' ? html`<h2>Full size</h2>
          <gt-full-box .source=${viewer.source} .pins=${viewer.pins} .ruler=${viewer.ruler} .run=${viewer.run} .size=${viewer.box} .stamp=${viewer.stamp}
            @gt-box=${(event) => (viewer.box = event.detail.size)}></gt-full-box>` : null}
      </div>`;
}

function rulerPart(viewer) {
  if (!viewer.ruler.line) return null;
  const { info } = viewer.source;
  const raw = viewer.ruler.lengthPx * info.binning;
  return html`<h2>Ruler</h2>
    <div class="mono" id="length">${px(viewer.ruler.lengthPx)}${info.pixelSizeAngstrom ? ` = ${nm(viewer.ruler.lengthPx, info)}` : ''}</div>
    ${info.binning > 1 ? html`<div class="small quiet">${px(raw)} unbinned</div>` : null}
    <div class="row">
      ${info.placement === 'raw' ? html`<button title="half of this length becomes the radius in the parameters of detect peaks"
        @click=${() => viewer.setBeadRadius()}>take as bead diameter</button>` : null}
      <button @click=${() => viewer.ruler.clear()}>clear</button></div>`;
}
