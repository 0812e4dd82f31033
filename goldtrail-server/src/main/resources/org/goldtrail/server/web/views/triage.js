// Triage: one series after the other as a film strip with its figures; by keys, tilts are discarded and the series is accepted
// or sent back.
import { LitElement, css, html, nothing } from 'lit';
import { get, ofWorkflow, post, put } from '../lib/api.js';
import { angle } from '../lib/format.js';
import { icon } from '../lib/icons.js';
import { look } from '../lib/look.js';
import { attempt } from '../lib/notice.js';
import '../bench/title-bar.js';

class Triage extends LitElement {
  static properties = { params: {}, rows: { state: true }, at: { state: true }, state: { state: true }, view: { state: true }, problem: { state: true } };
  static styles = [look, css`
    :host { display: grid; grid-template-rows: auto auto 1fr auto; height: 100%; min-height: 0; }
    .bar { display: flex; gap: var(--gap-3); align-items: center; padding: 8px var(--gap-3); background: var(--surface); border-bottom: 1px solid var(--line); flex-wrap: wrap; }
    .bar h2 { font-size: 1.2em; }
    .grow { flex: 1; }
    .figure b { font-variant-numeric: tabular-nums; }
    .strip { overflow: auto; display: grid; grid-template-columns: repeat(auto-fill, minmax(9.8em, 1fr)); gap: 8px; padding: var(--gap-3); align-content: start; background: var(--ground); }
    figure { margin: 0; padding: 3px; border: 2px solid transparent; border-radius: 5px; background: var(--surface); cursor: pointer; position: relative; }
    figure.at { border-color: var(--focus); }
    figure.off img { opacity: 0.25; }
    figure.off::after { content: ''; position: absolute; inset: 3px 3px 1.6em; background: linear-gradient(to top right, transparent 49%, var(--failed) 49.3% 50.7%, transparent 51%); }
    img { display: block; width: 100%; aspect-ratio: 1.03; object-fit: cover; background: var(--hover); font-size: 0; }
    figcaption { display: flex; justify-content: space-between; font-size: var(--size-small); font-variant-numeric: tabular-nums; padding: 1px 3px; }
    figure.off figcaption { color: var(--failed); }
    footer { display: flex; gap: var(--gap-2); align-items: center; padding: 8px var(--gap-3); background: var(--surface); border-top: 1px solid var(--line); flex-wrap: wrap; }
    kbd { padding: 0 5px; border: 1px solid var(--line); border-radius: 3px; font: var(--size-small) var(--font-mono); color: var(--text-quiet); }
    .primary kbd { color: inherit; border-color: currentColor; }
  `];

  constructor() {
    super();
    this.at = 0;
    this.view = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Triage – Goldtrail';
    addEventListener('keydown', this.#keys);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#keys);
  }

  async #load() {
    try {
      const { folder, rows } = await get(`/api/project?folder=${encodeURIComponent(this.params.get('folder') ?? '')}`);
      this.folder = folder;
      this.rows = rows.filter((r) => r.id);
      await this.#open(this.at);
    } catch (cause) {
      this.problem = cause.sentence;
    }
  }

  async #open(at) {
    this.at = Math.max(0, Math.min((this.rows?.length ?? 1) - 1, at));
    const row = this.rows?.[this.at];
    this.state = row ? await get(ofWorkflow(row.id)) : null;
    this.view = this.state?.tiltsDeg ? this.state.tiltsDeg.reduce((best, t, k, all) => (Math.abs(t) < Math.abs(all[best]) ? k : best), 0) : 0;
  }

  #keys = (event) => {
    if (event.composedPath().some((n) => n.matches?.('input, textarea, dialog'))) return;
    const does = {
      ArrowRight: () => this.#go(1), ArrowLeft: () => this.#go(-1), x: () => this.#discard('discard'), X: () => this.#discard('undiscard'),
      a: () => this.#decide('accepted'), b: () => this.#decide('sent back'), n: () => this.#open(this.at + 1), p: () => this.#open(this.at - 1),
    }[event.key];
    if (!does || !this.state) return;
    event.preventDefault();
    does();
  };

  #go(by) {
    this.view = Math.max(0, Math.min(this.state.tiltsDeg.length - 1, this.view + by));
    this.updateComplete.then(() => this.renderRoot.querySelector('figure.at')?.scrollIntoView({ block: 'nearest' }));
  }

  async #discard(how) {
    await attempt(async () => {
      const { discarded } = await post(`${ofWorkflow(this.state.id)}/${how}`, { sections: [this.view] });
      this.state = { ...this.state, discarded };
    });
  }

  async #decide(decision) {
    const done = await attempt(() => put(`${ofWorkflow(this.state.id)}/decision`, { decision }));
    if (!done) return;
    this.rows = this.rows.map((r, k) => (k === this.at ? { ...r, decision } : r));
    if (this.at < this.rows.length - 1) await this.#open(this.at + 1);
  }

  render() {
    const row = this.rows?.[this.at];
    if (!row || !this.state) {
      return html`<gt-title-bar heading="triage" .connected=${null}></gt-title-bar><div class="bar">${this.problem
        ? html`<span class="problem">${this.problem}</span>` : this.rows ? 'There is no workflow in this folder.' : '…'}</div>`;
    }
    const { state } = this;
    const figure = (label, value, unit = '') => (value === undefined ? nothing : html`<span class="figure"><span class="quiet">${label}</span> <b>${value}</b>${unit}</span>`);
    return html`<gt-title-bar .heading=${`triage ${this.at + 1} of ${this.rows.length}`} .connected=${null}></gt-title-bar>
      <div class="bar"><h2>${row.name}</h2>${row.verdict ? html`<span class="chip ${row.verdict}">${row.verdict}</span>` : html`<span class="chip">${row.state ?? 'not solved'}</span>`}
        ${figure('residual', row.residualMeanPx?.toFixed(2), ' px')}${figure('leave-out', row.leaveOutPx?.toFixed(2), ' px')}${figure('beads', row.beads)}
        ${figure('views', row.viewsUsed >= 0 ? `${row.viewsUsed} / ${row.views}` : row.views)}${figure('axis', row.axisDeg?.toFixed(1), '°')}
        <span class="grow quiet small">${row.told}</span>
        ${row.decision && row.decision !== 'open' ? html`<span class="chip ${row.decision === 'accepted' ? 'good' : 'questionable'}">${row.decision}</span>` : nothing}</div>
      <div class="strip" role="list">${(state.tiltsDeg ?? []).map((tilt, k) => html`<figure role="listitem" class="${k === this.view ? 'at' : ''} ${state.discarded.includes(k) ? 'off' : ''}"
        @click=${() => { this.view = k; }} @dblclick=${() => this.#discard(state.discarded.includes(k) ? 'undiscard' : 'discard')}>
        <img loading="lazy" alt="view ${k + 1}" src="${ofWorkflow(state.id)}/views/${k}/thumbnail.png"><figcaption><span>${k + 1}</span><span>${angle(tilt)}</span></figcaption></figure>`)}</div>
      <footer><button class="primary" @click=${() => this.#decide('accepted')}>${icon('check', 14)} accept <kbd>a</kbd></button>
        <button @click=${() => this.#decide('sent back')}>${icon('restore', 14)} send back <kbd>b</kbd></button>
        <button @click=${() => this.#discard('discard')}>discard tilt ${this.view + 1} <kbd>x</kbd></button>
        <button @click=${() => this.#discard('undiscard')}>take it back <kbd>Shift+x</kbd></button>
        <span class="grow"></span><a href="/w/${state.id}">open workflow</a>
        <button ?disabled=${this.at === 0} @click=${() => this.#open(this.at - 1)}>previous <kbd>p</kbd></button>
        <button ?disabled=${this.at >= this.rows.length - 1} @click=${() => this.#open(this.at + 1)}>next <kbd>n</kbd></button></footer>`;
  }
}
customElements.define('gt-triage', Triage);
