// What the runs of a step have said.
import { css, html } from 'lit';
import { get, ofWorkflow } from '../lib/api.js';
import { Dialog } from '../lib/dialog.js';

class LogDialog extends Dialog {
  static properties = { ...Dialog.properties, workflow: {}, step: { attribute: false }, lines: { state: true } };
  static styles = [...Dialog.styles, css`
    pre { margin: 0; font: var(--size-small)/1.5 var(--font-mono); white-space: pre-wrap; min-width: min(66em, 80vw); }
    .begin { color: var(--accent); font-weight: 600; }
    .warning { color: var(--questionable); }
    .failed { color: var(--failed); }
  `];

  get title() {
    return `Log of ${this.step.label}`;
  }

  connectedCallback() {
    super.connectedCallback();
    this.attempt(async () => { ({ lines: this.lines } = await get(`${ofWorkflow(this.workflow)}/steps/${this.step.id}/log`)); });
  }

  body() {
    if (!this.lines) return html`<span class="quiet">…</span>`;
    if (this.lines.length === 0) return html`<span class="quiet">The log was removed.</span>`;
    return html`<pre>${this.lines.map((line) => html`<span class=${/ ---- /.test(line) ? 'begin' : / warning:/.test(line)
      ? 'warning' : / failed:/.test(line) ? 'failed' : ''}>${line}\n</span>`)}</pre>`;
  }
}
customElements.define('gt-log-dialog', LogDialog);
