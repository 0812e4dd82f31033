// The files of the server, as far as the page may see them. Sends gt-choose with the path of what was chosen.
import { LitElement, css, html, nothing } from 'lit';
import { get } from '../lib/api.js';
import { bytes, time } from '../lib/format.js';
import { icon } from '../lib/icons.js';
import { look } from '../lib/look.js';

const PICTURES = { folder: 'folder', workflow: 'dmarkers', batch: 'stack', stack: 'stack', file: 'file' };

// The allowed folder that a folder lies in; the innermost one where one lies in another.
const rootOf = (folder, roots) => roots.filter((root) => `${folder}/`.startsWith(root.endsWith('/') ? root : `${root}/`))
  .toSorted((a, b) => b.length - a.length)[0];

class FileBrowser extends LitElement {
  // wanted: 'stack', 'file', 'workflow' or 'folder'
  static properties = { folder: {}, wanted: {}, listing: { state: true }, problem: { state: true }, chosen: { state: true } };
  static styles = [look, css`
    :host { display: block; border: 1px solid var(--line); border-radius: 5px; min-width: min(43em, 80vw); background: var(--surface); }
    .place { display: flex; gap: var(--gap-1); align-items: center; padding: 4px; border-bottom: 1px solid var(--line-quiet); }
    .place input { flex: 1; }
    ul { list-style: none; margin: 0; padding: 4px; height: 17.7em; overflow: auto; }
    li button {
      display: grid; grid-template-columns: 1.5em minmax(0, 1fr) auto auto; gap: var(--gap-2); width: 100%; justify-content: stretch; justify-items: start;
      border: 0; background: none; text-align: left; min-height: 1.92em;
    }
    li button[aria-selected=true] { background: var(--accent-ground); }
    li button.other { color: var(--text-closed); }
    .name { overflow: hidden; text-overflow: ellipsis; max-width: 100%; }
    .kind { color: var(--gold); }
    .problem { padding: 4px 8px; }
  `];

  connectedCallback() {
    super.connectedCallback();
    this.#load(this.folder);
  }

  async #load(folder) {
    try {
      this.listing = await get(`/api/files?folder=${encodeURIComponent(folder ?? '')}`);
      this.problem = null;
      this.dispatchEvent(new CustomEvent('gt-folder', { detail: this.listing.folder }));
    } catch (cause) {
      this.problem = cause.sentence;
      if (!this.listing && folder) this.#load('');
    }
  }

  render() {
    const { listing } = this;
    return html`<div class="place">
      <button class="plain" aria-label="Folder above" ?disabled=${!listing?.parent} @click=${() => this.#load(listing.parent)}>${icon('undo')}</button>
      <input aria-label="Folder" class="mono" .value=${listing?.folder ?? ''} @change=${(e) => this.#load(e.target.value)}>
      ${listing?.roots.length > 1 ? this.#roots(listing) : nothing}</div>
      ${this.problem ? html`<div class="problem" role="alert">${this.problem}</div>` : nothing}
      <ul role="listbox" aria-label="Files">${listing?.entries.map((entry) => html`<li><button role="option" aria-selected=${this.chosen === entry.path}
        class=${this.#fits(entry) || entry.kind === 'folder' || entry.kind === 'batch' ? '' : 'other'} @click=${() => this.#pick(entry)}>
        <span class=${entry.kind === 'workflow' || entry.kind === 'stack' ? 'kind' : 'quiet'}>${icon(PICTURES[entry.kind])}</span><span class="name">${entry.name}</span>
        <span class="quiet numbers small">${entry.bytes === undefined ? '' : bytes(entry.bytes)}</span><span class="quiet small">${entry.modified ? time(entry.modified) : ''}</span></button></li>`)}
        ${listing?.entries.length === 0 ? html`<li class="quiet">This folder is empty.</li>` : nothing}</ul>`;
  }

  #roots({ folder, roots }) {
    const present = rootOf(folder, roots);
    return html`<select aria-label="Allowed folders" @change=${(e) => this.#load(e.target.value)}>${roots.map((root) =>
      html`<option .selected=${root === present}>${root}</option>`)}</select>`;
  }

  #fits(entry) {
    if (this.wanted === 'file') return entry.kind === 'file' || entry.kind === 'stack';
    return entry.kind === this.wanted;
  }

  #pick(entry) {
    if (this.#fits(entry)) {
      this.chosen = entry.path;
      this.dispatchEvent(new CustomEvent('gt-choose', { detail: entry.path }));
    } else if (entry.kind === 'folder' || entry.kind === 'batch') {
      this.#load(entry.path);
    }
  }
}
customElements.define('gt-file-browser', FileBrowser);
