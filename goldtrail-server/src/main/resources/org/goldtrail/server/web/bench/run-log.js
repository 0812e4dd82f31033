// What the present run says, or the last one said: below the steps, where there is room.
import { LitElement, css, html } from 'lit';
import { get, ofWorkflow } from '../lib/api.js';
import { look } from '../lib/look.js';
import { inWords } from '../lib/words.js';

const PERIOD_MS = 500;

class RunLog extends LitElement {
  static properties = { workflow: {}, run: { attribute: false }, steps: { attribute: false }, lines: { state: true } };
  static styles = [look, css`
    :host { display: grid; grid-template-rows: auto 1fr; min-height: 0; overflow: hidden; background: var(--surface); border-top: 1px solid var(--line-quiet); }
    h2 { padding: 6px var(--gap-3) 2px; font-size: var(--size-small); text-transform: uppercase; letter-spacing: 0.05em; color: var(--text-quiet); }
    .lines { overflow: auto; padding: 0 var(--gap-3) var(--gap-2); font: var(--size-small)/1.55 var(--font-mono); color: var(--text-quiet); white-space: pre-wrap; }
    .begin { color: var(--text); font-weight: 600; }
    .warning { color: var(--questionable); }
  `];

  // At most twice a second, however often the run is heard of.
  willUpdate(changed) {
    if (!changed.has('run') || !this.run || this.timer) return;
    this.timer = setTimeout(async () => {
      this.timer = null;
      this.lines = await get(`${ofWorkflow(this.workflow)}/run/lines`).catch(() => this.lines);
    }, this.lines ? PERIOD_MS : 0);
  }

  updated(changed) {
    const box = this.renderRoot.querySelector('.lines');
    if (changed.has('lines') && box) box.scrollTop = box.scrollHeight;
  }

  render() {
    if (!this.lines?.length) return html``;
    return html`<h2>${this.run?.running ? 'the run says' : 'the last run said'}</h2><div class="lines" role="log" tabindex="0">${this.lines.map((line) => html`<div
      class=${line.startsWith('---- ') ? 'begin' : line.startsWith('warning: ') ? 'warning' : ''}>${inWords(line.replace(/^---- /, ''), this.steps)}</div>`)}</div>`;
  }
}
customElements.define('gt-run-log', RunLog);
