// Data items: what they are, their files with size and date, where they come from, and downloads.
import { css, html, nothing } from 'lit';
import { ofWorkflow } from '../lib/api.js';
import { catalogue } from '../lib/catalogue.js';
import { Dialog } from '../lib/dialog.js';
import { bytes, seconds, time, typed } from '../lib/format.js';
import { icon } from '../lib/icons.js';
import { items } from './actions.js';
import { address, isStack } from './windows.js';

class ItemsDialog extends Dialog {
  static properties = { ...Dialog.properties, workflow: {}, heading: {}, only: { attribute: false }, list: { state: true } };
  static styles = [...Dialog.styles, css`
    table { width: 100%; min-width: min(63em, 84vw); }
    td { vertical-align: top; }
    .files { display: grid; grid-template-columns: minmax(14em, 1fr) auto auto auto; gap: 2px var(--gap-3); align-items: center; }
    .path { overflow-wrap: anywhere; }
    .files .numbers { text-align: right; white-space: nowrap; }
    .files > span:nth-child(4n) { white-space: nowrap; display: flex; gap: 8px; }
    details { font-size: var(--size-small); }
    summary { cursor: pointer; color: var(--text-quiet); }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 var(--gap-3); margin: 4px 0; }
    dt { color: var(--text-quiet); }
    dd { margin: 0; overflow-wrap: anywhere; }
  `];

  get title() {
    return this.heading;
  }

  connectedCallback() {
    super.connectedCallback();
    this.attempt(async () => {
      this.words = await catalogue();
      const all = await items(this.workflow);
      this.list = this.only ? all.filter((item) => this.only.includes(item.id)) : all;
    });
  }

  body() {
    if (!this.list) return html`<span class="quiet">…</span>`;
    return html`<table><thead><tr><th>item</th><th>files</th><th>provenance</th></tr></thead>
      <tbody>${this.list.map((item) => this.#row(item))}</tbody></table>`;
  }

  #row(item) {
    return html`<tr><td><b>${item.label}</b><br><span class="quiet small">${item.help}</span></td>
      <td>${item.files.length === 0 ? html`<span class="quiet">${item.given ? 'comes with the series' : 'not there yet'}</span>`
        : html`<div class="files">${item.files.map((file) => html`<span class="mono path" data-help=${file.path}>${file.name}</span>
          <span class="quiet numbers">${bytes(file.bytes)}</span><span class="quiet">${time(file.modified)}</span>
          <span>${isStack(item.id) && /\.(mrc|st|mrcs|ali|rec)$/.test(file.name) ? html`<a href=${address(this.workflow, 'tmshow',
            item.id === 'rawStack' ? { item: item.id } : { item: item.id, file: file.name })} target="_blank" rel="opener" data-help="Shows it in tmshow.">${icon('eye')}</a>` : nothing}
            <a href="${ofWorkflow(this.workflow)}/items/${item.id}/files/${encodeURIComponent(file.name)}" download
            aria-label="Download ${file.name}" data-help="Downloads the file.">${icon('download')}</a></span>`)}</div>`}</td>
      <td>${this.#provenance(item)}</td></tr>`;
  }

  #step(item) {
    return this.words.step.get(item.madeBy)?.label ?? item.madeBy ?? '';
  }

  #provenance(item) {
    if (!item.provenance) return html`<span class="quiet">${item.given ? 'given' : this.#step(item)}</span>`;
    const p = item.provenance;
    return html`<details><summary>${this.#step(item)}, ${time(p.started)}</summary><dl>
      <dt>program</dt><dd>${p.program}</dd><dt>took</dt><dd>${seconds(p.seconds)}</dd>
      ${p.markersIn ? html`<dt>markers</dt><dd>version ${p.markersIn}${p.markersOut ? ` → ${p.markersOut}` : ''}</dd>` : nothing}
      ${Object.entries(p.parameters).map(([name, value]) => html`<dt>${name}</dt><dd>${typed(value)}</dd>`)}</dl></details>`;
  }
}
customElements.define('gt-items-dialog', ItemsDialog);
