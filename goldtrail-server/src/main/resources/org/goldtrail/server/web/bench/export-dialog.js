// Exports to other programs; those made before a later change are marked and refreshed in one click.
import { css, html, nothing } from 'lit';
import { get, ofWorkflow, post } from '../lib/api.js';
import { Dialog } from '../lib/dialog.js';
import { time } from '../lib/format.js';
import { icon } from '../lib/icons.js';

class ExportDialog extends Dialog {
  static properties = { ...Dialog.properties, workflow: {}, list: { state: true }, target: { state: true }, folder: { state: true }, made: { state: true } };
  static styles = [...Dialog.styles, css`
    .form { display: grid; grid-template-columns: max-content minmax(24em, 43em); gap: var(--gap-2) var(--gap-3); align-items: center; }
    .help { grid-column: 2; color: var(--text-quiet); font-size: var(--size-small); }
    h3 { margin: var(--gap-3) 0 4px; }
    code { display: block; font: var(--size-small)/1.5 var(--font-mono); overflow-wrap: anywhere; }
    ul { margin: 0; padding-left: 18px; }
  `];

  get title() {
    return 'Export';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  #load() {
    return this.attempt(async () => {
      this.list = await get(`${ofWorkflow(this.workflow)}/exports`);
      this.target ??= this.list.targets[0]?.id;
    });
  }

  body() {
    const { list, made } = this;
    if (!list) return html`<span class="quiet">…</span>`;
    const chosen = list.targets.find((t) => t.id === this.target);
    return html`<div class="form"><label for="target">to</label><select id="target" @change=${(e) => { this.target = e.target.value; this.made = null; }}>
        ${list.targets.map((t) => html`<option value=${t.id} ?selected=${t.id === this.target}>${t.label}</option>`)}</select>
      <span class="help">${chosen?.help}</span>
      <label for="folder">folder</label><input id="folder" class="mono" .value=${this.folder ?? ''} placeholder="${list.folder}/${this.target}"
        @input=${(e) => { this.folder = e.target.value; }}></div>
      ${made ? html`<h3>written</h3>${made.files.map((f) => html`<code>${f}</code>`)}
        ${made.remarks.length ? html`<h3>to know</h3><ul>${made.remarks.map((r) => html`<li>${r}</li>`)}</ul>` : nothing}
        ${made.commands.length ? html`<h3>to go on</h3>${made.commands.map((c) => html`<code>${c}</code>`)}` : nothing}` : nothing}
      ${list.exports.length ? html`<h3>made before</h3><table>${list.exports.map((e) => html`<tr><td>${e.target}</td><td class="mono">${e.folder}</td><td>${time(e.time)}</td>
        <td>${e.outdated ? html`<span class="chip outdated">outdated</span>` : html`<span class="chip good">up to date</span>`}</td>
        <td><button ?disabled=${this.busy} @click=${() => this.#export(e.target, e.folder)}>${icon('restore', 14)} refresh</button></td></tr>`)}</table>` : nothing}`;
  }

  #export(target, folder) {
    return this.attempt(async () => {
      this.made = await post(`${ofWorkflow(this.workflow)}/exports`, { target, folder });
      this.list = await get(`${ofWorkflow(this.workflow)}/exports`);
    });
  }

  footer() {
    return html`${this.busy ? html`<span class="quiet">writes …</span>` : nothing}<button class="primary" ?disabled=${this.busy || !this.target}
      @click=${() => this.#export(this.target, this.folder)}>Export</button><button @click=${() => this.close()}>Close</button>`;
  }
}
customElements.define('gt-export-dialog', ExportDialog);
