// <gt-marker-strip>: one marker followed through all tilts, a patch for each view. Where it is missing, the patch lies where the
// model expects it. Properties: workflow, session, order (sections by angle), marker, tilt, tick. Event gt-tilt { tilt }.
import { LitElement, css, html } from 'lit';
import { Patches } from '../plots/patches.js';
import { degrees, px, viewName } from '../plots/series.js';
import { ramp } from '../plots/palette.js';

const SHOWN = 72;

class MarkerStrip extends LitElement {
  static properties = { workflow: {}, session: {}, order: {}, marker: {}, tilt: {}, tick: {}, loaded: { state: true } };
  static styles = css`
    :host { display: block; height: calc(104px * var(--unit)); overflow-x: auto; overflow-y: hidden; background: var(--surface); border-top: 1px solid var(--line);
      white-space: nowrap; padding: 4px; box-sizing: border-box; }
    button { display: inline-block; border: 2px solid transparent; background: none; padding: 1px; margin: 0; cursor: pointer; color: var(--text-quiet);
      font: .88em var(--font); text-align: center; border-radius: var(--radius); vertical-align: top; }
    button canvas { display: block; width: calc(72px * var(--unit)); height: calc(72px * var(--unit)); border-radius: 2px; background: var(--ground); }
    button.on { border-color: var(--accent); color: var(--text); }
    button.gap canvas { opacity: .45; }
    button.discarded { opacity: .35; text-decoration: line-through; }
    .mark { height: 3px; margin-top: 1px; }
    .quiet { color: var(--text-quiet); padding: var(--gap-3); display: inline-block; }
  `;

  #place(section) {
    const seen = this.session.at(this.marker, section);
    if (seen) return { tilt: section, x: seen.x, y: seen.y, seen: true };
    const model = this.session.reprojection(this.marker, section);
    return model ? { tilt: section, x: model.x, y: model.y, seen: false } : null;
  }

  willUpdate() {
    if (this.marker === null || !this.session?.series) return;
    const side = Math.round(this.session.series.beadRadiusPx * 5);
    this.patches ??= new Patches(this.workflow, side, Math.min(side, SHOWN * 2));
    const places = this.order.map((section) => this.#place(section)).filter(Boolean);
    const key = places.map((p) => `${p.tilt} ${p.x.toFixed(1)} ${p.y.toFixed(1)}`).join(',');
    if (key === this.key) return;
    this.key = key;
    this.patches.want(places).then(() => (this.loaded = key), () => {}); // the view itself tells what is wrong with the stack
  }

  updated(changed) {
    for (const canvas of this.renderRoot.querySelectorAll('canvas')) {
      const place = this.#place(Number(canvas.dataset.section));
      const patch = place && this.patches?.known(place);
      const context = canvas.getContext('2d');
      context.clearRect(0, 0, SHOWN, SHOWN);
      if (!patch) continue;
      context.imageSmoothingEnabled = patch.width > SHOWN;
      context.drawImage(patch, 0, 0, SHOWN, SHOWN);
      const residual = this.session.residual(this.marker, place.tilt);
      context.strokeStyle = place.seen ? 'rgb(255 255 255 / .35)' : 'rgb(255 120 110 / .9)';
      context.beginPath();
      context.arc(SHOWN / 2, SHOWN / 2, SHOWN / 5, 0, 2 * Math.PI);
      context.setLineDash(place.seen ? [] : [3, 3]);
      context.stroke();
      context.setLineDash([]);
      if (residual) {
        const scale = SHOWN / this.patches.sidePx;
        context.fillStyle = '#fff';
        context.fillRect(SHOWN / 2 - residual.dx * scale - 1.5, SHOWN / 2 + residual.dy * scale - 1.5, 3, 3);
      }
    }
    if (changed.has('tilt') || changed.has('marker')) {
      this.renderRoot.querySelector('button.on')?.scrollIntoView({ inline: 'center', block: 'nearest' });
    }
  }

  render() {
    if (this.marker === null || !this.session?.series) return html`<span class="quiet">Choose a marker to follow it through all views.</span>`;
    const { session } = this;
    const worst = Math.max(1e-6, ...session.byMarker.get(this.marker)?.map((o) => session.residual(o.marker, o.tilt)?.length ?? 0) ?? [0]);
    return this.order.map((section) => {
      const place = this.#place(section);
      const residual = session.residual(this.marker, section);
      const name = `${viewName(session.series, section)}: ${!place ? 'not placed' : place.seen ? `residual ${px(residual?.length)}` : 'missing'}`;
      const classes = [section === this.tilt ? 'on' : '', place?.seen ? '' : 'gap', session.discarded.has(section) ? 'discarded' : ''].join(' ');
      return html`<button class=${classes} title=${name} data-tilt=${section}
          @click=${() => this.dispatchEvent(new CustomEvent('gt-tilt', { detail: { tilt: section }, bubbles: true, composed: true }))}>
        <canvas width=${SHOWN} height=${SHOWN} data-section=${section}></canvas>
        <div class="mark" style="background:${residual ? ramp(residual.length / worst) : 'transparent'}"></div>
        ${degrees(session.series.tiltsDeg[section])}${residual ? html` · ${residual.length.toFixed(2)}` : null}</button>`;
    });
  }
}
customElements.define('gt-marker-strip', MarkerStrip);
