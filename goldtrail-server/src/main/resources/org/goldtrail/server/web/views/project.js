// The project page: the workflows and raw stacks of a folder as a sortable table; batches are started and stopped from it.
import { LitElement, css, html, nothing } from 'lit';
import { get, ofWorkflow, post } from '../lib/api.js';
import { openDialog } from '../lib/dialog.js';
import { catalogue } from '../lib/catalogue.js';
import { base, seconds } from '../lib/format.js';
import { icon } from '../lib/icons.js';
import { look } from '../lib/look.js';
import { attempt } from '../lib/notice.js';
import '../bench/title-bar.js';
import '../project/new-workflow.js';

const AREAS = ['detection', 'indexing', 'refinement', 'alignment', 'ctf', 'reconstruction'];
const PERIOD_MS = 2000;
const LONGEST_PERIOD_MS = 6000; // as long as nothing happens
const GRADES = ['good', 'questionable', 'failed'];
const COLUMNS = [
  ['name', 'series', (r) => r.name], ['areas', 'areas', (r) => Object.values(r.areas ?? {}).filter((s) => s === 'done').length],
  ['verdict', 'verdict', (r) => GRADES.indexOf(r.verdict)], ['residualMeanPx', 'residual, px', (r) => r.residualMeanPx ?? Infinity, 'Mean residual, raw pixels.'],
  ['leaveOutPx', 'leave-out, px', (r) => r.leaveOutPx ?? Infinity, 'Error of prediction for beads that were not used, raw pixels.'],
  ['beads', 'beads', (r) => r.beads ?? -1], ['views', 'views', (r) => r.viewsUsed ?? -1], ['axisDeg', 'axis', (r) => r.axisDeg ?? -999],
  ['seconds', 'time', (r) => r.seconds ?? 0], ['decision', 'triage', (r) => r.decision ?? ''],
];
const go = (path) => dispatchEvent(new CustomEvent('gt-go', { detail: path }));

class Project extends LitElement {
  static properties = {
    params: {}, project: { state: true }, batch: { state: true }, problem: { state: true }, sort: { state: true }, filter: { state: true }, connected: { state: true }, words: { state: true },
  };

  static styles = [look, css`
    :host { display: grid; grid-template-rows: auto auto auto 1fr; height: 100%; min-height: 0; }
    .bar { display: flex; gap: var(--gap-2); align-items: center; padding: 8px var(--gap-3); background: var(--surface); border-bottom: 1px solid var(--line); flex-wrap: wrap; }
    .bar .counts { flex: 1; display: flex; gap: 6px; }
    .batch { display: flex; gap: var(--gap-3); padding: 6px var(--gap-3); background: var(--surface); border-bottom: 1px solid var(--line); }
    .batch.running { background: var(--running-ground); }
    .scroll { overflow: auto; background: var(--surface); }
    table { width: 100%; }
    thead th { position: sticky; top: 0; background: var(--surface); z-index: 1; border-bottom: 1px solid var(--line); padding: 0; }
    thead button { border: 0; background: none; font-weight: 600; color: var(--text-quiet); width: 100%; justify-content: flex-start; min-height: 2.3em; }
    th.number button { justify-content: flex-end; }
    th[aria-sort] button { color: var(--text); }
    tbody tr { cursor: pointer; }
    tbody tr:hover { background: var(--hover); }
    thead th:first-child { width: 4.5em; }
    td { height: 3.55em; }
    td:last-child, th:last-child { padding-left: var(--gap-4); }
    td img { width: 3.25em; height: 3.25em; object-fit: cover; display: block; background: var(--hover); border-radius: 3px; }
    td.number { white-space: nowrap; }
    td .none { width: 3.25em; height: 3.25em; border-radius: 3px; background: var(--hover); display: grid; place-items: center; color: var(--text-closed); }
    .areas { display: flex; gap: 3px; }
    .areas i { width: 1.5em; height: 0.62em; border-radius: 2px; border: 1px solid var(--line); }
    .areas i.done { background: var(--good); border-color: var(--good); } .areas i.outdated { background: var(--outdated); border-color: var(--outdated); }
    .areas i.failed { background: var(--failed); border-color: var(--failed); } .areas i.running { background: var(--running-ground); border-color: var(--running); }
    .told { font-size: var(--size-small); color: var(--text-quiet); max-width: 44ch; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .empty { padding: 48px; text-align: center; color: var(--text-quiet); }
  `];

  constructor() {
    super();
    this.sort = { by: 'name', down: false };
    this.filter = '';
    this.connected = true;
  }

  connectedCallback() {
    super.connectedCallback();
    this.folder = this.params.get('folder') ?? '';
    catalogue().then((words) => { this.words = words; }, (cause) => { this.problem = cause.sentence; });
    this.#load();
    this.period = PERIOD_MS;
    this.#soon();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  #soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      if (document.visibilityState === 'visible') await this.#load();
      if (this.isConnected) this.#soon();
    }, this.period);
  }

  async #now() {
    await this.#load();
    if (this.isConnected) this.#soon();
  }

  async #load() {
    try {
      const project = await get(`/api/project?folder=${encodeURIComponent(this.folder)}`);
      const batch = await get(`/api/batch?folder=${encodeURIComponent(project.folder)}`);
      const known = JSON.stringify([project, batch]);
      const isNews = known !== this.known;
      this.period = isNews || batch.running ? PERIOD_MS : Math.min(LONGEST_PERIOD_MS, this.period * 1.5);
      if (isNews) Object.assign(this, { known, project, batch });
      this.connected = true;
      this.problem = null;
      document.title = `${base(this.project.folder)} – Goldtrail`;
    } catch (cause) {
      this.connected = cause.status !== 0;
      this.problem = cause.sentence;
    }
  }

  #rows() {
    const by = COLUMNS.find(([name]) => name === this.sort.by)[2];
    const text = this.filter.toLowerCase();
    const compare = (a, b) => (typeof a === 'string' ? a.localeCompare(String(b), undefined, { numeric: true }) : a - b);
    return (this.project?.rows ?? []).filter((r) => !text || [r.name, r.verdict, r.state, r.decision, r.told].join(' ').toLowerCase().includes(text))
      .toSorted((a, b) => compare(by(a), by(b)) * (this.sort.down ? -1 : 1) || a.name.localeCompare(b.name, undefined, { numeric: true }));
  }

  render() {
    const rows = this.#rows();
    return html`<gt-title-bar .heading=${`project ${base(this.project?.folder ?? this.folder)}`} .state=${null} .connected=${this.connected}></gt-title-bar>
      <div class="bar"><span class="counts">${this.#counts()}</span>
        <input type="search" aria-label="Filter" placeholder="filter" .value=${this.filter} @input=${(e) => { this.filter = e.target.value; }}>
        <button @click=${() => openDialog('gt-new-workflow', { folder: this.project?.folder })}>${icon('plus', 14)} create a new workflow</button>
        <button ?disabled=${!rows.some((r) => r.id)} data-help="One series after the other as a film strip: accept it, send it back, discard tilts."
          @click=${() => go(`/t/?folder=${encodeURIComponent(this.project.folder)}`)}>${icon('eye', 14)} triage</button>
        ${this.batch?.running ? html`<button ?disabled=${this.batch.stopping} @click=${() => this.#stop()}>${icon('stop', 14)} stop batch</button>`
          : html`<button class="primary" data-help="Runs all series of this folder that are not done; what is done is kept."
            ?disabled=${!this.project?.rows.length} @click=${() => this.#start()}>${icon('play', 14)} start batch</button>`}</div>
      ${this.problem ? html`<div class="bar problem" role="alert">${this.problem}</div>`
        : this.#batch()}
      <div class="scroll">${this.project && rows.length === 0 ? html`<div class="empty">${this.filter ? 'No series fits the filter.'
        : 'There is no workflow and no raw stack in this folder.'}</div>` : this.project ? this.#table(rows) : nothing}</div>`;
  }

  #batch() {
    const { running, stopping, table, lines } = this.batch ?? { lines: [] };
    if (!running && lines.length === 0) return html`<span></span>`;
    const last = lines.at(-1) ?? '';
    return html`<div class="batch small ${running ? 'running' : ''}" role="status"><b>${running ? (stopping ? 'batch is being stopped' : 'batch is running') : 'last batch'}</b>
      ${last === 'stopped' ? html`<span>stopped; start it again to go on from there</span>` : html`<span>${table}</span><span class="quiet">${last}</span>`}</div>`;
  }

  #counts() {
    const rows = this.project?.rows ?? [];
    const count = (word) => rows.filter((r) => r.verdict === word).length;
    return html`<span class="quiet">${rows.length} series</span>${GRADES.filter(count).map((g) => html`<span class="chip ${g}">${count(g)} ${g}</span>`)}`;
  }

  #table(rows) {
    return html`<table><thead><tr><th></th>${COLUMNS.map(([name, label, , help], k) => html`<th class=${k > 2 && k < 9 ? 'number' : ''}
      aria-sort=${this.sort.by === name ? (this.sort.down ? 'descending' : 'ascending') : nothing}><button data-help=${help ?? nothing}
      @click=${() => { this.sort = { by: name, down: this.sort.by === name && !this.sort.down }; }}>${label}${this.sort.by === name
        ? html` ${this.sort.down ? '▾' : '▴'}` : nothing}</button></th>`)}</tr></thead><tbody>${rows.map((row) => this.#row(row))}</tbody></table>`;
  }

  #row(row) {
    const px = (v) => (v === undefined ? '' : v.toFixed(2));
    const open = () => (row.id ? go(`/w/${row.id}`) : openDialog('gt-new-workflow', { files: { stack: row.stack }, folder: this.project.folder }));
    return html`<tr tabindex="0" @click=${open} @keydown=${(e) => e.key === 'Enter' && open()}>
      <td>${row.id ? html`<img loading="lazy" alt="" src="${ofWorkflow(row.id)}/thumbnail.png?${encodeURIComponent(`${row.step}${row.state}`)}">` : html`<span class="none">${icon('stack')}</span>`}</td>
      <td><b>${row.name}</b>${row.told || row.advice ? html`<div class="told" data-help=${[row.told, row.advice].filter(Boolean).join('\n')}>${row.told || row.advice}</div>` : nothing}</td>
      <td>${row.areas ? html`<span class="areas">${AREAS.map((a) => html`<i class=${row.areas[a] ?? ''} data-help="${a}: ${row.areas[a] ?? 'not part of an unattended run'}"></i>`)}</span>` : nothing}</td>
      <td>${row.state === 'running' ? html`<span class="chip running">running ${this.words?.step.get(row.step)?.label ?? ''}</span>` : row.verdict
        ? html`<span class="chip ${row.verdict}">${row.verdict}</span>` : html`<span class="chip ${row.state}">${row.state ?? ''}</span>`}</td>
      <td class="number">${px(row.residualMeanPx)}</td><td class="number">${px(row.leaveOutPx)}</td><td class="number">${row.beads ?? ''}</td>
      <td class="number">${row.viewsUsed >= 0 ? `${row.viewsUsed} / ${row.views}` : row.views ?? ''}</td><td class="number">${row.axisDeg === undefined ? '' : `${row.axisDeg.toFixed(1)}°`}</td>
      <td class="number">${row.seconds ? seconds(row.seconds) : ''}</td>
      <td>${row.decision && row.decision !== 'open' ? html`<span class="chip ${row.decision === 'accepted' ? 'good' : 'questionable'}">${row.decision}</span>` : nothing}</td></tr>`;
  }

  async #start() {
    const inputs = this.project.rows.map((r) => r.stack).filter(Boolean);
    await attempt(() => post('/api/batch/start', { folder: this.project.folder, inputs }));
    this.#now();
  }

  async #stop() {
    await attempt(() => post('/api/batch/stop', { folder: this.project.folder }));
    this.#now();
  }
}
customElements.define('gt-project', Project);
