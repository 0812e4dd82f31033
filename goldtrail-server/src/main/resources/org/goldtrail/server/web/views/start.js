// The start page: create a new workflow, open one, or go on with a recent one; and the folders the page may see.
import { LitElement, css, html, nothing } from 'lit';
import { get, post } from '../lib/api.js';
import { openDialog } from '../lib/dialog.js';
import { base } from '../lib/format.js';
import { icon } from '../lib/icons.js';
import { look } from '../lib/look.js';
import '../bench/title-bar.js';
import '../project/file-browser.js';
import '../project/new-workflow.js';

const go = (path) => dispatchEvent(new CustomEvent('gt-go', { detail: path }));

class Start extends LitElement {
  static properties = { problem: { state: true }, recent: { state: true }, about: { state: true }, opening: { state: true } };
  static styles = [look, css`
    :host { display: grid; grid-template-rows: auto 1fr; height: 100%; }
    main { overflow: auto; display: grid; justify-items: center; align-content: start; padding: clamp(24px, 7vh, 90px) var(--gap-4); }
    .page { width: min(66em, 100%); display: grid; gap: var(--gap-4); }
    .head { display: flex; gap: var(--gap-4); align-items: center; }
    .sign { width: 4.3em; height: 4.3em; }
    .head p { margin: 4px 0 0; color: var(--text-quiet); }
    .doors { display: grid; grid-template-columns: repeat(3, 1fr); gap: var(--gap-3); }
    .doors button { flex-direction: column; align-items: flex-start; gap: 6px; padding: var(--gap-3) 16px; white-space: normal; text-align: left; min-height: 7.4em; justify-content: flex-start; }
    .doors b { font-size: 1.1em; }
    .doors button.first { border-color: var(--accent); background: var(--accent-ground); }
    .doors .icon { color: var(--accent); }
    section { border: 1px solid var(--line); border-radius: 6px; background: var(--surface); }
    section h2 { padding: 8px 12px; border-bottom: 1px solid var(--line-quiet); font-size: 1em; }
    ul { list-style: none; margin: 0; padding: 4px; }
    li a { display: grid; grid-template-columns: 1.6em max-content minmax(0, 1fr); gap: var(--gap-2); align-items: center; padding: 5px 8px; border-radius: 4px; color: var(--text); }
    li a:hover { background: var(--hover); text-decoration: none; }
    li .mono { color: var(--text-quiet); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    li .icon { color: var(--gold); }
    .empty { padding: 12px; color: var(--text-quiet); }
    .problem { padding: 0 12px 8px; }
    .browser { padding: 12px; }
  `];

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Goldtrail';
    get('/api/recent').then((recent) => { this.recent = recent; }, (cause) => { this.problem = cause.sentence; });
    get('/api/about').then((about) => { this.about = about; }, () => {});
  }

  async #open(folder) {
    try {
      const { id } = await post('/api/workflows/open', { folder });
      go(`/w/${id}`);
    } catch (cause) {
      this.problem = cause.sentence;
    }
  }

  render() {
    return html`<gt-title-bar .heading=${'start'} .connected=${null}></gt-title-bar><main><div class="page">
      <div class="head"><img src="/web/icon.svg" class="sign" alt=""><div><h1>Goldtrail</h1>
        <p>From a raw tilt series to an aligned stack and a tomogram, by its gold beads.</p></div></div>
      <div class="doors">
        <button class="first" @click=${() => openDialog('gt-new-workflow', { folder: this.about?.roots[0] })}>${icon('plus', 20)}<b>create a new workflow</b>
          <span class="quiet small">Name a tilt series; what its files say is shown for confirmation.</span></button>
        <button @click=${() => { this.opening = !this.opening; }} aria-expanded=${Boolean(this.opening)}>${icon('folder', 20)}<b>open a workflow</b>
          <span class="quiet small">Go on with a workflow folder of this machine.</span></button>
        <button @click=${() => go(`/p/?folder=${encodeURIComponent(this.about?.roots[0] ?? '')}`)}>${icon('stack', 20)}<b>project</b>
          <span class="quiet small">All workflows of a folder in one table; batches and triage.</span></button></div>
      ${this.opening ? html`<section><h2>open a workflow</h2><div class="browser"><gt-file-browser wanted="workflow"
        @gt-choose=${(e) => this.#open(e.detail)}></gt-file-browser></div></section>` : nothing}
      ${this.problem ? html`<div class="problem" role="alert">${this.problem}</div>` : nothing}
      <section><h2>recent</h2>${this.recent?.length ? html`<ul>${this.recent.map((w) => html`<li><a href="#" @click=${(e) => { e.preventDefault(); this.#open(w.folder); }}>
        ${icon('dmarkers', 18)}<b>${w.name}</b><span class="mono" data-help=${w.folder}>${w.folder}</span></a></li>`)}</ul>`
        : html`<div class="empty">${this.recent ? 'No workflow was opened yet.' : '…'}</div>`}</section>
      <section><h2>folders this page may see</h2><ul>${this.about?.roots.map((root) => html`<li><a href="/p/?folder=${encodeURIComponent(root)}"
        @click=${(e) => { e.preventDefault(); go(`/p/?folder=${encodeURIComponent(root)}`); }}>${icon('folder', 18)}<b>${base(root)}</b><span class="mono">${root}</span></a></li>`)}</ul></section>
    </div></main>`;
  }
}
customElements.define('gt-start', Start);
