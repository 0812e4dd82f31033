// Takes the alignment, or the markers, of another program.
import { css, html, nothing } from 'lit';
import { ofWorkflow, post } from '../lib/api.js';
import { Dialog } from '../lib/dialog.js';
import '../project/file-browser.js';

class ImportDialog extends Dialog {
  static properties = { ...Dialog.properties, workflow: {}, folder: {}, file: { state: true }, taken: { state: true } };
  static styles = [...Dialog.styles, css`
    p { margin: 0 0 var(--gap-2); max-width: 80ch; }
    label { display: flex; gap: 6px; align-items: center; margin-top: var(--gap-2); }
    ul { margin: 0 0 var(--gap-2); padding-left: 18px; }
  `];

  get title() {
    return 'Import an alignment or markers';
  }

  body() {
    if (this.taken) {
      const { told, remarks, next } = this.taken;
      return html`<p><b>${told}</b></p>${remarks.length ? html`<ul>${remarks.map((r) => html`<li>${r}</li>`)}</ul>` : nothing}<p>${next}</p>`;
    }
    return html`<p class="quiet">Alignments: .xf with what lies beside it, .aln, STAR of RELION 5 and Dynamo, Warp's XML, CETS and portal JSON, tables
      of views. Markers: .fid, .mod, .seed, marker files of TOM and PyTom, Dynamo's indexed cloud, tables.</p>
      <gt-file-browser .folder=${this.folder} wanted="file" @gt-choose=${(e) => { this.file = e.detail; }}></gt-file-browser>
      <label data-help="The centres of programs are up to half a pixel apart, which is otherwise accounted for."><input type="checkbox">
        take the image centres of all programs for the same place, as most converters do</label>`;
  }

  #take() {
    return this.attempt(async () => {
      const roughCentres = this.renderRoot.querySelector('input[type=checkbox]').checked;
      this.taken = await post(`${ofWorkflow(this.workflow)}/import`, { file: this.file, roughCentres });
    });
  }

  footer() {
    return html`${this.busy ? html`<span class="quiet">reads …</span>` : nothing}${this.taken ? nothing : html`<button class="primary"
      ?disabled=${!this.file || this.busy} @click=${() => this.#take()}>Import</button>`}<button @click=${() => this.close()}>Close</button>`;
  }
}
customElements.define('gt-import-dialog', ImportDialog);
