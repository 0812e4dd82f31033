// The workflow window: menu bar, icons, six tabs with their steps, and what the series is worth.
import { LitElement, css, html, nothing } from 'lit';
import { get, ofWorkflow } from '../lib/api.js';
import { catalogue } from '../lib/catalogue.js';
import { openDialog } from '../lib/dialog.js';
import { icon } from '../lib/icons.js';
import { listen } from '../lib/live.js';
import { look } from '../lib/look.js';
import { nextTheme, setTheme } from '../lib/theme.js';
import { redo, run, undo } from '../bench/actions.js';
import { ICON_ROW, address } from '../bench/windows.js';
import '../bench/area-tabs.js';
import '../bench/menu-bar.js';
import '../bench/run-bar.js';
import '../bench/run-log.js';
import '../bench/series-panel.js';
import '../bench/step-row.js';
import '../bench/title-bar.js';

const AGAIN_MS = 3000;

class Workbench extends LitElement {
  static properties = {
    workflow: {}, params: {}, state: { state: true }, run: { state: true }, connected: { state: true }, refused: { state: true }, words: { state: true },
    area: { state: true }, expanded: { state: true }, problem: { state: true },
  };

  static styles = [look, css`
    :host { display: grid; grid-template-rows: auto auto auto 1fr auto; height: 100%; min-height: 0; }
    .bar { display: flex; align-items: center; gap: var(--gap-3); padding: 2px var(--gap-2); background: var(--surface); border-bottom: 1px solid var(--line-quiet); }
    .icons { display: flex; gap: 4px; padding: 4px var(--gap-2); background: var(--surface); border-bottom: 1px solid var(--line); flex-wrap: wrap; }
    .icons a {
      display: flex; align-items: center; gap: 7px; padding: 3px 10px 3px 7px; border: 1px solid transparent; border-radius: var(--radius); color: var(--text);
    }
    .icons a:hover { background: var(--hover); text-decoration: none; }
    main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(250px, 23em); min-height: 0; }
    .work { display: grid; grid-template-rows: auto minmax(0, max-content) minmax(0, 1fr); min-height: 0; min-width: 0; }
    .steps { overflow: auto; background: var(--surface); min-height: 0; }
    .about { padding: var(--gap-2) var(--gap-3); color: var(--text-quiet); font-size: var(--size-small); border-bottom: 1px solid var(--line-quiet); background: var(--surface); }
    .problem-box { display: flex; gap: var(--gap-2); align-items: center; padding: var(--gap-2) var(--gap-3); overflow-wrap: anywhere; background: var(--failed-ground); color: var(--failed); }
    .loading { padding: var(--gap-4); color: var(--text-quiet); }
    @media (max-width: 1000px) {
      main { display: block; overflow: auto; background: var(--surface); }
      .work { display: block; }
      gt-series-panel { border-left: 0; border-top: 1px solid var(--line); }
    }
  `];

  constructor() {
    super();
    this.connected = true;
    this.heard = 0; // how often the run was heard of
    this.expanded = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    this.area = sessionStorage.getItem(`area-${this.workflow}`) ?? 'detection';
    this.expanded = new Set(JSON.parse(sessionStorage.getItem(`expanded-${this.workflow}`) ?? '[]'));
    catalogue().then((words) => { this.words = words; }, (cause) => { this.problem = cause.sentence; });
    this.#load();
    this.end = listen(this.workflow, {
      changed: ({ stamp }) => this.#changed(stamp),
      run: (state) => this.#hear(state),
      connection: (connection) => this.#connect(connection),
    });
    addEventListener('keydown', this.#keys);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.end?.();
    removeEventListener('keydown', this.#keys);
  }

  // Loads what is new; the server tells of the state that the window has just loaded, too.
  async #changed(stamp) {
    await this.loading;
    if (this.state?.stamp !== stamp) this.#load();
  }

  #load() {
    this.loading = this.#ask();
    return this.loading;
  }

  async #ask() {
    const heard = this.heard;
    try {
      const state = await get(ofWorkflow(this.workflow));
      this.state = state;
      if (this.heard === heard) this.run = state.run; // what was heard meanwhile is newer
      this.problem = state.problem ? `${state.problem.problem} – ${state.problem.hint}` : null;
      document.title = `${state.name} – Goldtrail`;
    } catch (cause) {
      this.problem = cause.sentence ?? cause.message;
      if (this.state && this.connected) this.#again(); // what was said of a change would be lost
    }
  }

  #again() {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.isConnected && this.#load(), AGAIN_MS);
  }

  // Nobody tells what happened while the connection was lost.
  #connect({ connected, refused = false }) {
    const isBack = connected && !this.connected;
    this.connected = connected;
    this.refused = refused;
    if (isBack) this.#load();
  }

  #hear(state) {
    this.heard++;
    const ended = this.run?.running && !state.running;
    this.run = state;
    if (ended) this.#load();
  }

  #keys = (event) => {
    if (event.defaultPrevented || event.composedPath().some((n) => n.matches?.('input, select, textarea, dialog, gt-menu'))) return;
    const areas = this.words?.areas ?? [];
    const key = event.ctrlKey || event.metaKey ? `Ctrl+${event.key.toLowerCase()}` : event.key;
    const id = this.workflow;
    const does = {
      r: () => run(id, { area: this.area }), R: () => run(id, {}), t: () => setTheme(nextTheme()),
      s: () => openDialog('gt-script-dialog', { workflow: id }), v: () => openDialog('gt-versions-dialog', { workflow: id }),
      '?': () => openDialog('gt-help-dialog', { topic: 'keys', state: this.state }), F1: () => openDialog('gt-help-dialog', { topic: 'walkthrough', state: this.state }),
      'Ctrl+z': () => undo(id), 'Ctrl+y': () => redo(id), ArrowDown: () => this.#step(1), ArrowUp: () => this.#step(-1),
      '+': () => this.#focused() && this.#expand(this.#focused().step.id),
    }[key] ?? (areas[Number(key) - 1] && (() => this.#show(areas[Number(key) - 1].id)));
    if (!does || !this.state) return;
    event.preventDefault();
    does();
  };

  #focused() {
    return this.renderRoot.activeElement?.localName === 'gt-step-row' ? this.renderRoot.activeElement : null;
  }

  #step(by) {
    const rows = [...this.renderRoot.querySelectorAll('gt-step-row')];
    const at = rows.indexOf(this.#focused());
    rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.renderRoot.querySelector('.step').focus();
  }

  #show(area) {
    this.area = area;
    sessionStorage.setItem(`area-${this.workflow}`, area);
  }

  #expand(step) {
    const expanded = new Set(this.expanded);
    if (!expanded.delete(step)) expanded.add(step);
    this.expanded = expanded;
    sessionStorage.setItem(`expanded-${this.workflow}`, JSON.stringify([...expanded]));
  }

  render() {
    const { state, words, workflow } = this;
    if (!state || !words) {
      return html`<div class="loading">${this.problem ? html`<span class="problem">${this.problem}</span> <a href="/">start page</a>` : 'opens …'}</div>`;
    }
    const context = { id: workflow, state, catalogue: words };
    const status = new Map((state.steps ?? []).map((s) => [s.id, s]));
    const area = words.areas.find((a) => a.id === this.area);
    return html`<gt-title-bar .state=${state} .connected=${this.connected} .refused=${this.refused}></gt-title-bar>
      <nav class="bar" aria-label="Menus"><gt-menu-bar .context=${context}></gt-menu-bar></nav>
      <nav class="icons" aria-label="Windows">${ICON_ROW.map(([name, picture, label, help]) => html`<a href=${address(workflow, name)}
        target="goldtrail-${workflow}-${name}" rel="opener" data-help=${help}>${icon(picture, 19)}<span>${label}</span></a>`)}</nav>
      <main><div class="work">
        <gt-area-tabs .areas=${words.areas} .steps=${words.steps} .status=${status} .run=${this.run} .chosen=${this.area}
          @gt-area=${(e) => this.#show(e.detail)}></gt-area-tabs>
        <section class="steps" role="tabpanel" aria-label=${this.area} @gt-expand=${(e) => this.#expand(e.detail)}>
          ${this.problem ? html`<div class="problem-box" role="alert">${icon('alert')} ${this.problem}</div>` : nothing}
          ${state.stackMissing ? html`<div class="problem-box" role="alert">${icon('alert')} <span>The tilt series matrix is not where it was:
            <span class="mono">${state.stack}</span></span> <button @click=${() => openDialog('gt-relink-dialog', { workflow, state })}>re-link …</button></div>` : nothing}
          <div class="about">This area ${area.help}.</div>
          ${words.steps.filter((s) => s.area === this.area).map((step) => html`<gt-step-row .workflow=${workflow} .step=${step} .steps=${words.step} .state=${state}
            .status=${status.get(step.id)} .running=${this.#running(step, status.get(step.id))} ?expanded=${this.expanded.has(step.id)}></gt-step-row>`)}
        </section>
        <gt-run-log .workflow=${workflow} .run=${this.run} .steps=${words.step}></gt-run-log></div>
        <gt-series-panel .workflow=${workflow} .state=${state} .words=${words}></gt-series-panel></main>
      <gt-run-bar .workflow=${workflow} .state=${state} .run=${this.run} .area=${this.area} .words=${words}></gt-run-bar>`;
  }

  // What this server's run says of a step, or that another process is running it.
  #running(step, status) {
    if (this.run?.running) return this.run.step === step.id ? this.run : null;
    return status?.state === 'running' && this.state.holder ? {} : null;
  }
}
customElements.define('gt-workbench', Workbench);
