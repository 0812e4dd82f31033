// The versions of the working markers: list, restore, compare, save under a note, import.
import { css, html, nothing } from 'lit';
import { get, ofWorkflow, post, upload } from '../lib/api.js';
import { catalogue } from '../lib/catalogue.js';
import { Dialog } from '../lib/dialog.js';
import { time } from '../lib/format.js';
import { icon } from '../lib/icons.js';
import { notice } from '../lib/notice.js';
import { inWords } from '../lib/words.js';
import { restore, saveMarkers } from './actions.js';
import '../project/file-browser.js';

class VersionsDialog extends Dialog {
  static properties = {
    ...Dialog.properties, workflow: {}, comparing: { type: Boolean }, list: { state: true }, head: { state: true },
    before: { state: true }, after: { state: true }, difference: { state: true },
  };
  static styles = [...Dialog.styles, css`
    table { min-width: min(58em, 84vw); width: 100%; }
    td:last-child { white-space: nowrap; }
    td .do { display: flex; gap: 6px; align-items: center; justify-content: flex-end; }
    td button.plain { min-height: 0; }
    tr.head td { background: var(--accent-ground); }
    .compare { display: flex; gap: var(--gap-2); align-items: center; margin-top: var(--gap-3); flex-wrap: wrap; }
  `];

  get title() {
    return this.comparing ? 'Compare versions of the working markers' : 'Versions of the working markers';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  // The step by its words on the page; what people have made has an origin of its own.
  #made(v) {
    return this.words?.step.get(v.origin)?.label ?? v.origin;
  }

  #load() {
    return this.attempt(async () => {
      this.words ??= await catalogue();
      const { head, versions } = await get(`${ofWorkflow(this.workflow)}/versions`);
      this.list = versions.toReversed();
      this.head = head;
      this.after ??= head;
      this.before ??= versions.find((v) => v.version === head)?.parent ?? versions[0]?.version;
      if (this.comparing) await this.#compare();
    });
  }

  async #compare() {
    this.difference = await get(`${ofWorkflow(this.workflow)}/versions/compare?before=${this.before}&after=${this.after}`);
  }

  body() {
    if (!this.list) return html`<span class="quiet">…</span>`;
    if (this.list.length === 0) return html`<span class="quiet">There are no working markers yet: run the indexing.</span>`;
    return html`<table><thead><tr><th class="number">version</th><th>made by</th><th class="number">markers</th><th class="number">observations</th>
      <th>author</th><th>when</th><th>note</th><th></th></tr></thead><tbody>${this.list.map((v) => html`<tr class=${v.version === this.head ? 'head' : ''}>
      <td class="number">${v.version}</td><td data-help=${v.origin}>${this.#made(v)}</td><td class="number">${v.markers}</td><td class="number">${v.observations}</td>
      <td>${v.author}</td><td>${time(v.time)}</td><td class="quiet">${v.note === this.#made(v) ? '' : inWords(v.note, this.words.step)}</td>
      <td><span class="do">${v.version === this.head ? html`<span class="chip">present</span>` : html`<button class="plain" aria-label="Restore version ${v.version}"
        data-help="Makes this version the working markers again." @click=${() => this.#restore(v.version)}>${icon('restore')}</button>`}
        <a href="${ofWorkflow(this.workflow)}/versions/${v.version}/markers.csv" download data-help="Downloads this version as CSV."
        aria-label="Download version ${v.version}">${icon('download')}</a></span></td></tr>`)}</tbody></table>
      ${this.#comparison()}`;
  }

  #comparison() {
    const pick = (name) => html`<select aria-label=${name} @change=${(e) => { this[name] = Number(e.target.value); this.attempt(() => this.#compare()); }}>
      ${this.list.map((v) => html`<option value=${v.version} ?selected=${v.version === this[name]}>${v.version} ${this.#made(v)}</option>`)}</select>`;
    const d = this.difference;
    return html`<div class="compare">${pick('before')} with ${pick('after')}
      <button @click=${() => this.attempt(() => this.#compare())}>compare</button>
      <span role="status">${d ? difference(d) : nothing}</span></div>`;
  }

  async #restore(version) {
    await restore(this.workflow, String(version));
    this.#load();
  }
}
customElements.define('gt-versions-dialog', VersionsDialog);

const count = (n, what) => html`<b>${n}</b> ${what}${n === 1 ? '' : 's'}`;

function difference(d) {
  if (d.markersAdded.length + d.markersRemoved.length + d.perView.length === 0) return 'no difference';
  return html`${count(d.markersAdded.length, 'marker')} added, <b>${d.markersRemoved.length}</b> removed; in the others
    ${count(d.observationsAdded, 'observation')} added, <b>${d.observationsRemoved}</b> removed, <b>${d.moved}</b>
    moved${d.moved ? ` by ${d.meanMovePx.toFixed(2)} px on average` : ''}; ${count(d.perView.length, 'view')} in all`;
}

class SaveMarkersDialog extends Dialog {
  static properties = { ...Dialog.properties, workflow: {} };

  get title() {
    return 'Save the working markers';
  }

  body() {
    return html`<label>Note <input size="48" autofocus placeholder="what is special about them" @keydown=${(e) => e.key === 'Enter' && this.#save()}></label>`;
  }

  async #save() {
    await saveMarkers(this.workflow, this.renderRoot.querySelector('input').value);
    this.close();
  }

  footer() {
    return html`<button @click=${() => this.close()}>Cancel</button><button class="primary" @click=${() => this.#save()}>Save</button>`;
  }
}
customElements.define('gt-save-markers-dialog', SaveMarkersDialog);

class ImportMarkersDialog extends Dialog {
  static properties = { ...Dialog.properties, workflow: {}, folder: {} };
  static styles = [...Dialog.styles, css`p { margin: 0 0 var(--gap-2); }`];

  get title() {
    return 'Import working markers';
  }

  body() {
    return html`<p class="quiet">A CSV file with the columns marker, tilt, x, y; raw pixels, counted from 0.</p>
      <p><label>from this computer <input type="file" accept=".csv,text/csv" @change=${(e) => this.#take(() => upload(this.#url, e.target.files[0]))}></label></p>
      <p>or from the server:</p><gt-file-browser .folder=${this.folder} wanted="file" @gt-choose=${(e) => this.#take(() => post(this.#url, { file: e.detail }))}></gt-file-browser>`;
  }

  get #url() {
    return `${ofWorkflow(this.workflow)}/versions/import`;
  }

  #take(send) {
    this.attempt(async () => {
      const made = await send();
      notice(`Working markers: version ${made.version}, ${made.markers} markers`);
      this.close();
    });
  }
}
customElements.define('gt-import-markers-dialog', ImportMarkersDialog);
