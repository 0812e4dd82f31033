// Test on an image: template, correlation and picks of one view, for the present parameters.
import { css, html, nothing, svg } from 'lit';
import { get, ofWorkflow } from '../lib/api.js';
import { Dialog } from '../lib/dialog.js';
import { angle, number } from '../lib/format.js';

class TestDialog extends Dialog {
  static properties = { ...Dialog.properties, workflow: {}, section: {}, choose: { type: Boolean }, result: { state: true }, least: { state: true } };
  static styles = [...Dialog.styles, css`
    .pictures { display: grid; grid-template-columns: 1fr 1fr; gap: var(--gap-3); }
    figure { margin: 0; }
    figcaption { color: var(--text-quiet); font-size: var(--size-small); margin-top: 4px; }
    .picture { position: relative; width: min(33em, 40vw, 62vh); background: #000; }
    .picture img { display: block; width: 100%; image-rendering: auto; }
    .picture svg { position: absolute; inset: 0; width: 100%; height: 100%; }
    circle { fill: none; stroke: var(--gold); }
    circle.low { stroke: var(--score-merit); stroke-dasharray: 3 2; opacity: 0.6; }
    .bar { display: flex; gap: var(--gap-3); align-items: center; flex-wrap: wrap; margin-bottom: var(--gap-2); }
    .bar > span { display: inline-flex; gap: 6px; align-items: center; }
    input[type=range] { min-height: 0; padding: 0; }
    .template { margin-top: var(--gap-2); display: flex; gap: var(--gap-3); align-items: center; }
    .template img { width: 7.4em; height: 7.4em; image-rendering: pixelated; border: 1px solid var(--line); }
    input[type=number] { width: 5.5em; }
    .wait { width: min(67em, 80vw); min-height: 24em; display: grid; place-items: center; color: var(--text-quiet); }
  `];

  get title() {
    return 'Test of the detection on an image';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  #load(section = this.section) {
    return this.attempt(async () => {
      this.result = await get(`${ofWorkflow(this.workflow)}/test${section === null || section === undefined ? '' : `?section=${section}`}`);
    });
  }

  body() {
    const r = this.result;
    if (!r) return html`<div class="wait">${this.problem ? '' : 'Detects the beads of one view …'}</div>`;
    const least = this.least ?? between(r.peaks.map((p) => p.cc));
    const [width, height] = [r.width * r.binning, r.height * r.binning];
    const good = r.peaks.filter((p) => p.cc >= least);
    return html`<div class="bar">
      <label>view <input type="number" min="1" .value=${String(r.section + 1)} ?autofocus=${this.choose}
        @change=${(e) => this.#load(Number(e.target.value) - 1)}></label>
      <span class="quiet">${angle(r.tiltDeg)}</span>
      <span data-help="Peaks that correlate less are drawn in red. At first it lies between the two populations.">least correlation
        <input type="range" min="0" max="1" step="0.02" .value=${String(least)} @input=${(e) => { this.least = Number(e.target.value); }}>
        <span class="numbers">${least.toFixed(2)}</span></span>
      <b class="numbers">${r.peaks.length} peaks, ${good.length} above it</b>
      <span class="quiet">in ${number(r.seconds, 1)} s</span></div>
      <div class="pictures">
        <figure><div class="picture"><img alt="The view with its picks" src=${r.view}>${this.#picks(r, least)}</div>
          <figcaption>${r.left || r.bottom ? `the middle of the view, ${width} × ${height} px,` : 'the view,'} binned ${r.binning}, with its picks</figcaption></figure>
        <figure><div class="picture"><img alt="Correlation with the template" src=${r.correlation}></div>
          <figcaption>correlation with the template, black 0 to white 1</figcaption></figure>
      </div>
      <div class="template"><img alt="Template" src=${r.template}><span class="small">refined template; bead radius
        ${number(r.beadRadiusPx, 1)} px, mask radius ${number(r.maskRadiusPx, 1)} px<br><span class="quiet">A template that looks like a
        bead, and gold rings on the beads alone, mean that the full run will do well.</span></span></div>`;
  }

  #picks(r, least) {
    const [width, height] = [r.width * r.binning, r.height * r.binning];
    return html`<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">${r.peaks.map((p) => circle(p, r, r.beadRadiusPx, p.cc < least))}</svg>`;
  }

  footer() {
    return html`${this.busy && this.result ? html`<span class="quiet">tests …</span>` : nothing}<button ?disabled=${this.busy} @click=${() => this.#load(this.result?.section)}>Test again</button>
      <button @click=${() => this.close()}>Close</button>`;
  }
}

// The value that parts two populations best (Otsu: least variance within the two).
function between(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const total = sorted.reduce((sum, v) => sum + v, 0);
  let below = 0;
  let best = [-1, 0];
  for (let k = 1; k < sorted.length; k++) {
    below += sorted[k - 1];
    const apart = below / k - (total - below) / (sorted.length - k);
    const score = k * (sorted.length - k) * apart * apart;
    if (score > best[0]) best = [score, (sorted[k - 1] + sorted[k]) / 2];
  }
  return best[1];
}

const circle = (p, r, radius, low) => svg`<circle class=${low ? 'low' : ''} cx=${p.x - r.left + 0.5} cy=${r.height * r.binning - (p.y - r.bottom) - 0.5}
  r=${1.5 * radius} stroke-width=${Math.max(1, radius / 6)}><title>correlation ${p.cc.toFixed(2)}, merit ${p.merit.toFixed(2)}</title></circle>`;

customElements.define('gt-test-dialog', TestDialog);
