// The foot of the window: run this tab, run all; how far a run is, what it says, and how to end it.
import { LitElement, css, html, nothing } from 'lit';
import { icon } from '../lib/icons.js';
import { look } from '../lib/look.js';
import { inWords } from '../lib/words.js';
import { cancel, run } from './actions.js';

class RunBar extends LitElement {
  static properties = { workflow: {}, state: { attribute: false }, run: { attribute: false }, area: {}, words: { attribute: false } };
  static styles = [look, css`
    :host { display: flex; align-items: center; gap: var(--gap-2); padding: 6px var(--gap-3); min-height: 3.4em; background: var(--surface); border-top: 1px solid var(--line); }
    .tab { min-height: 2.45em; font-weight: 600; }
    .tab.running { background: var(--running-ground); border-color: var(--running); color: var(--running); }
    .track { width: 11.5em; height: 0.62em; border-radius: 4px; background: var(--hover); overflow: hidden; flex: none; }
    .track div { height: 100%; background: var(--running); transition: width 0.3s linear; }
    .message { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--text-quiet); }
    .message.problem { color: var(--failed); }
  `];

  render() {
    const running = this.run?.running;
    const here = running && this.run.step.startsWith(`${this.area}.`);
    const foreign = !running && this.state.holder;
    const label = running ? this.words.step.get(this.run.step)?.label ?? '' : '';
    return html`<button class="tab ${here ? 'running' : ''}" ?disabled=${Boolean(running && !here)} data-help="Runs the steps of this area that are not up to date (key r)."
        @click=${() => !running && run(this.workflow, { area: this.area })}>${icon('play', 14)} run this tab</button>
      <button class="tab" ?disabled=${Boolean(running)} data-help="Runs all steps that are not up to date, to the tomogram (Shift+R)."
        @click=${() => run(this.workflow, {})}>${icon('all', 14)} run all</button>
      ${running ? html`<div class="track" role="progressbar" aria-valuenow=${Math.round(100 * this.run.fraction)} aria-label="progress of the run"><div
          style="width:${100 * this.run.fraction}%"></div></div><span class="numbers">${Math.round(100 * this.run.fraction)} %</span>
        <button ?disabled=${this.run.cancelling} data-help="Ends the run within a second; what was done before is kept."
          @click=${() => cancel(this.workflow)}>${icon('stop', 14)} cancel</button>` : nothing}
      <span class="message ${!running && this.run?.problem && this.run.problem !== 'cancelled' ? 'problem' : ''}" role="status">${running
        ? html`<b>${label}</b> ${this.run.cancelling ? 'is being cancelled …' : this.run.message}`
        : foreign ? `in use by ${foreign}` : this.run?.problem ? (this.run.problem === 'cancelled' ? 'The run was cancelled; the next goes on from there.' : inWords(this.run.problem, this.words.step))
          : this.state.verdict?.advice ?? ''}</span>`;
  }
}
customElements.define('gt-run-bar', RunBar);
