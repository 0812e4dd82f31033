// A step in its area: + for its parameters, the button that runs it, its tools, its views, and the figures of its last run.
import { LitElement, css, html, nothing } from 'lit';
import { icon } from '../lib/icons.js';
import { look } from '../lib/look.js';
import { seconds, time } from '../lib/format.js';
import { openMenu } from '../lib/menu.js';
import { inWords } from '../lib/words.js';
import { cancel, run } from './actions.js';
import { showFigures } from './figures.js';
import { toolMenu, viewMenu } from './step-menus.js';
import './parameters.js';

class StepRow extends LitElement {
  static properties = {
    workflow: {}, step: { attribute: false }, steps: { attribute: false }, status: { attribute: false }, running: { attribute: false },
    state: { attribute: false }, expanded: { type: Boolean }, pressed: { state: true },
  };

  static styles = [look, css`
    :host { display: block; border-bottom: 1px solid var(--line-quiet); container-type: inline-size; }
    .row {
      display: grid; grid-template-columns: 2.2em minmax(200px, 22.4em) 2.4em 6em minmax(0, 1fr) auto; gap: 6px; align-items: center;
      padding: 3px var(--gap-2); min-height: calc(var(--row) + 6px);
    }
    .step { position: relative; overflow: hidden; justify-content: flex-start; min-height: var(--row); width: 100%; padding: 0 10px; }
    .step span:not(.bar, .go) { position: relative; overflow: hidden; text-overflow: ellipsis; }
    .step.closed { color: var(--text-closed); background: none; border-style: dashed; cursor: help; }
    .step.done, .step.outdated { font-weight: 700; }
    .step.outdated { border-color: var(--outdated); }
    .step.failed { border-color: var(--failed); color: var(--failed); }
    .step.running, .step.running:hover:not(:disabled) { background: var(--running-ground); border-color: var(--running); color: var(--running); font-weight: 600; cursor: default; }
    .bar { position: absolute; inset: 0 auto 0 0; background: color-mix(in oklab, var(--running) 32%, transparent); transition: width 0.3s linear; }
    .bar.unknown { width: 30%; animation: slide 1.6s ease-in-out infinite alternate; }
    @keyframes slide { from { left: 0; } to { left: 70%; } }
    .go { position: absolute; right: 6px; opacity: 0; }
    .step:hover .go, .step:focus-visible .go { opacity: 0.8; }
    .running-box { display: flex; gap: 4px; }
    .figures { display: flex; flex-wrap: wrap; gap: 0 14px; font-size: var(--size-small); font-variant-numeric: tabular-nums; min-width: 0; }
    .figure b { font-weight: 600; }
    .reason { grid-column: 1 / -1; }
    .why { font-size: var(--size-small); color: var(--text-quiet); overflow: hidden; text-overflow: ellipsis; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; }
    .why.outdated { color: var(--outdated); }
    .why.failed { color: var(--failed); -webkit-line-clamp: 4; }
    .when { font-size: var(--size-small); color: var(--text-quiet); text-align: right; white-space: nowrap; }
    .view { width: 100%; }
    .box { padding: var(--gap-2) var(--gap-3) var(--gap-3) 42px; background: color-mix(in oklab, var(--ground) 60%, var(--surface)); }
    .help { margin: 0 0 var(--gap-2); color: var(--text-quiet); max-width: 82ch; }
    button[aria-expanded=true].plus { background: var(--hover); }
    @container (max-width: 46em) {
      .row { grid-template-columns: 2.2em minmax(0, 1fr) 2.4em 6em; }
      .told, .when { grid-column: 2 / -1; text-align: left; }
      .told:empty, .when:empty { display: none; }
    }
  `];

  // A pressed button is shown at once as starting, until the server tells what came of it.
  willUpdate(changed) {
    if (changed.has('status') || changed.has('running')) this.pressed = false;
  }

  get #word() {
    return this.running || this.pressed ? 'running' : this.status?.state ?? 'closed';
  }

  get #reasons() {
    return (this.status?.reasons ?? []).map((reason) => inWords(reason.replace(`${this.step.id}: `, ''), this.steps, this.step));
  }

  get #help() {
    const reasons = this.#reasons;
    const why = this.#word === 'closed' ? `\nClosed: ${reasons.join('; ')}.`
      : this.#word === 'outdated' ? `\nOutdated: ${reasons.join('; ')}.`
        : this.#word === 'failed' ? `\nFailed: ${reasons.join('; ')}` : '';
    return `${this.step.help}${why}`;
  }

  render() {
    const { step, status } = this;
    return html`<div class="row">
      <button class="plain plus" aria-expanded=${this.expanded} aria-label="Parameters of ${step.label}"
        data-help="Shows the parameters of this step." @click=${this.#toggle}>${icon(this.expanded ? 'minus' : 'plus')}</button>
      ${this.#button()}
      <button class="plain" aria-label="Tools of ${step.label}" aria-haspopup="menu" aria-expanded="false"
        data-help="Tools of this step: test, restore, log, list of inputs and outputs."
        @click=${(e) => this.#menu(e, toolMenu)} @contextmenu=${(e) => this.#menu(e, toolMenu)}
        @keydown=${(e) => this.#menuKey(e, toolMenu)}>${icon('wrench')}</button>
      <button class="view" aria-label="View ${step.label}" aria-haspopup="menu" aria-expanded="false"
        data-help="Shows what this step has made." @click=${(e) => this.#menu(e, viewMenu)}
        @contextmenu=${(e) => this.#menu(e, viewMenu)} @keydown=${(e) => this.#menuKey(e, viewMenu)}>${icon('eye')} View</button>
      <div class="told"><div class="figures">${showFigures(status?.figures)}</div>${this.#why()}</div>
      <div class="when">${this.#when()}</div>
    </div>
    ${this.expanded ? html`<div class="box"><p class="help">${step.help}</p>
      <gt-parameters .workflow=${this.workflow} .declared=${step.parameters} .values=${status?.parameters ?? {}}></gt-parameters></div>` : nothing}`;
  }

  #button() {
    const word = this.#word;
    if (word === 'running') {
      const known = this.running?.stepFraction !== undefined;
      return html`<span class="running-box"><button class="step running" data-state="running" data-help=${this.#help} aria-label="${this.step.label}, running">
        <span class="bar ${known ? '' : 'unknown'}" style=${known ? `width:${100 * this.running.stepFraction}%` : ''}></span>
        <span>${this.step.label}</span></button>
        ${known ? html`<button aria-label="Cancel ${this.step.label}" data-help="Ends the run within a second; what was done before is kept."
          @click=${() => cancel(this.workflow)}>${icon('stop')}</button>` : nothing}</span>`;
    }
    return html`<button class="step ${word}" aria-disabled=${word === 'closed'} data-state=${word} data-help=${this.#help}
      @click=${() => this.#run(word)}><span>${this.step.label}</span>${word === 'closed' ? nothing
      : html`<span class="go">${icon('play', 14)}</span>`}</button>`;
  }

  async #run(word) {
    if (word === 'closed') return;
    this.pressed = true;
    if (!await run(this.workflow, { step: this.step.id })) this.pressed = false;
  }

  #why() {
    const word = this.#word;
    const reasons = this.#reasons;
    if (word === 'running') return html`<div class="why">${this.pressed ? 'starts …' : this.running?.cancelling ? 'is being cancelled …' : this.running?.message ?? ''}</div>`;
    if (reasons.length === 0) return nothing;
    if (word === 'closed') return html`<div class="why">${shortly(reasons)}</div>`;
    return html`<div class="why ${word}">${reasons.join('; ')}</div>`;
  }

  #when() {
    const { status } = this;
    const chip = { outdated: 'outdated', failed: 'failed' }[this.#word];
    return html`${chip ? html`<span class="chip ${chip}">${chip}</span> ` : nothing}${status?.started && this.#word !== 'running'
      ? html`<span data-help="Last run at ${status.started} by ${status.program}">${time(status.started)} · ${seconds(status.seconds)}</span>` : nothing}`;
  }

  #toggle() {
    this.dispatchEvent(new CustomEvent('gt-expand', { detail: this.step.id, bubbles: true, composed: true }));
  }

  // The keys that open a menu everywhere, beside Enter and the space bar.
  #menuKey(event, entries) {
    if (event.key === 'ArrowDown' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) this.#menu(event, entries);
  }

  #menu(event, entries) {
    event.preventDefault();
    openMenu(entries(this.workflow, this.step, this.status, this.state), event.currentTarget);
  }
}

// What is to be run first, without saying why: the help on the button says that.
function shortly(reasons) {
  const first = reasons.map((reason) => / run (“[^”]+”) first$/.exec(reason)?.[1]);
  return first.every(Boolean) ? `run ${[...new Set(first)].join(', ')} first` : reasons.join('; ');
}

customElements.define('gt-step-row', StepRow);
