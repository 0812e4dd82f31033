// What the series is and what its alignment is worth, beside the steps.
import { LitElement, css, html, nothing } from 'lit';
import { ofWorkflow, post } from '../lib/api.js';
import { openDialog } from '../lib/dialog.js';
import { angle, base, time } from '../lib/format.js';
import { icon } from '../lib/icons.js';
import { look } from '../lib/look.js';
import { attempt, notice } from '../lib/notice.js';

class SeriesPanel extends LitElement {
  static properties = { workflow: {}, state: { attribute: false }, words: { attribute: false } };
  static styles = [look, css`
    :host { display: block; overflow: auto; border-left: 1px solid var(--line); background: var(--surface); padding: var(--gap-3); }
    [hidden] { display: none !important; }
    img { display: block; width: 100%; aspect-ratio: 1.04; object-fit: cover; background: var(--hover); border-radius: 4px; }
    h2 { font-size: var(--size-small); text-transform: uppercase; letter-spacing: 0.05em; color: var(--text-quiet); margin: var(--gap-3) 0 4px; }
    .verdict { border-radius: 6px; padding: 8px 10px; }
    .verdict.good { background: var(--good-ground); } .verdict.questionable { background: var(--questionable-ground); } .verdict.failed { background: var(--failed-ground); }
    .verdict b { text-transform: capitalize; }
    .verdict.good b { color: var(--good); } .verdict.questionable b { color: var(--questionable); } .verdict.failed b { color: var(--failed); }
    .verdict p { margin: 4px 0 0; font-size: var(--size-small); }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 10px; margin: 0; font-size: var(--size-small); }
    dt { color: var(--text-quiet); } dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
    .strip { display: flex; align-items: flex-end; gap: 1px; height: 26px; margin-top: 4px; }
    .strip i { flex: 1; background: var(--series-1); opacity: 0.75; min-width: 1px; border-radius: 1px 1px 0 0; }
    .strip i.off { background: var(--failed); }
    ul { margin: 4px 0 0; padding-left: 16px; font-size: var(--size-small); }
    @media (max-width: 1000px) { img { width: min(100%, 22em); } }
    .links { display: flex; gap: 4px; margin-top: 6px; flex-wrap: wrap; }
    .links button { font-size: var(--size-small); min-height: 24px; }
  `];

  render() {
    const { state } = this;
    const { series, verdict, markers, tiltsDeg = [], discarded = [] } = state;
    const tomogram = state.steps?.find((s) => s.id === 'reconstruction.binnedReconstruction')?.started ?? '';
    return html`<img alt="Thumbnail of the series" src="${ofWorkflow(this.workflow)}/thumbnail.png?${encodeURIComponent(tomogram)}"
        @load=${(e) => { e.target.hidden = false; }} @error=${(e) => { e.target.hidden = true; }}>
      ${verdict ? html`<h2>verdict</h2><div class="verdict ${verdict.grade}"><b>${verdict.grade}</b>${verdict.reasons.length
        ? html`<ul>${verdict.reasons.map((r) => html`<li>${r}</li>`)}</ul>` : nothing}
        ${verdict.figures ? html`<p>${figures(verdict.figures).map((f) => html`${f}<br>`)}</p>` : nothing}
        ${verdict.advice ? html`<p><b>Next:</b> ${verdict.advice}</p>` : nothing}</div>` : nothing}
      ${state.exports?.length ? html`<h2>exports</h2><dl>${state.exports.map((e) => html`<dt>${e.target}</dt><dd>${e.outdated
        ? html`<button class="plain" data-help="Made before a later change. Click to write it anew." @click=${() => this.#refresh(e)}>
          <span class="chip outdated">outdated</span> ${icon('restore', 14)}</button>` : html`<span class="chip good">up to date</span>`}</dd>`)}</dl>` : nothing}
      ${series ? html`<h2>tilt series</h2><dl><dt>file</dt><dd class="mono" data-help=${state.stack}>${base(state.stack)}</dd>
        <dt>views</dt><dd>${tiltsDeg.length} of ${series.width} × ${series.height} px</dd>
        <dt>angles</dt><dd>${angle(Math.min(...tiltsDeg))} to ${angle(Math.max(...tiltsDeg))}, ${series.angleSource}</dd>
        <dt>pixel size</dt><dd>${series.pixelSizeAngstrom ? `${Number(series.pixelSizeAngstrom.toFixed(3))} Å` : 'not known'}</dd>
        <dt>discarded</dt><dd>${discarded.length ? discarded.map((v) => `${v + 1} (${angle(tiltsDeg[v])})`).join(', ') : 'no view'}</dd></dl>
        ${series.warnings.length ? html`<ul>${series.warnings.map((w) => html`<li class="problem">${w}</li>`)}</ul>` : nothing}` : nothing}
      <h2>working markers</h2>
      ${markers?.head ? html`<dl><dt>version</dt><dd>${markers.head.version} of ${markers.versions}, ${this.words?.step.get(markers.head.origin)?.label ?? markers.head.origin}</dd>
        <dt>markers</dt><dd>${markers.head.markers}, ${markers.head.observations} observations</dd>
        <dt>made</dt><dd>${time(markers.head.time)} by ${markers.head.author}</dd></dl>
        <div class="links"><button @click=${() => openDialog('gt-versions-dialog', { workflow: this.workflow })}>${icon('restore', 14)} versions</button>
        <button @click=${() => openDialog('gt-script-dialog', { workflow: this.workflow })}>${icon('script', 14)} script of what I did</button></div>`
        : html`<span class="quiet small">None yet: the indexing makes them.</span>`}`;
  }

  #refresh({ target, folder }) {
    return attempt(async () => {
      const report = target === 'report';
      await post(`${ofWorkflow(this.workflow)}/${report ? 'report' : 'exports'}`, { target, folder });
      notice(report ? 'The report is made anew' : `Exported to ${target}`);
    });
  }
}

// The clause of figures, split at its commas outside of brackets.
function figures(text) {
  const parts = [''];
  let depth = 0;
  for (const c of text) {
    depth += c === '(' ? 1 : c === ')' ? -1 : 0;
    if (c === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts.map((part) => part.trim());
}

customElements.define('gt-series-panel', SeriesPanel);
