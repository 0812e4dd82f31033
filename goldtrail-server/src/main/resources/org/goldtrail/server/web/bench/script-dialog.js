// What was done by hand, as lines that do the same; to be copied as a script or as the template of a batch.
import { css, html } from 'lit';
import { get, ofWorkflow } from '../lib/api.js';
import { Dialog } from '../lib/dialog.js';
import { icon } from '../lib/icons.js';
import { copy } from './actions.js';

const KINDS = [['shell', 'command line'], ['api', 'Java shell'], ['template', 'batch template']];

class ScriptDialog extends Dialog {
  static properties = { ...Dialog.properties, workflow: {}, script: { state: true }, kind: { state: true } };
  static styles = [...Dialog.styles, css`
    .kinds { display: flex; gap: 4px; margin-bottom: var(--gap-2); }
    .kinds button[aria-pressed=true] { background: var(--accent-ground); border-color: var(--accent); font-weight: 600; }
    pre { margin: 0; padding: var(--gap-2); border: 1px solid var(--line); border-radius: 4px; background: var(--ground); overflow: auto;
      font: var(--size-small)/1.55 var(--font-mono); min-width: min(66em, 82vw); min-height: 11em; max-height: 60vh; white-space: pre-wrap; overflow-wrap: anywhere; }
  `];

  constructor() {
    super();
    this.kind = 'shell';
  }

  get title() {
    return 'Script of what I did';
  }

  connectedCallback() {
    super.connectedCallback();
    this.attempt(async () => { this.script = await get(`${ofWorkflow(this.workflow)}/script`); });
  }

  body() {
    return html`<div class="kinds">${KINDS.map(([kind, label]) => html`<button aria-pressed=${this.kind === kind}
      @click=${() => { this.kind = kind; }}>${label}</button>`)}</div>
      <pre>${this.script?.[this.kind] ?? '…'}</pre>
      ${this.script?.actions.length === 0 ? html`<p class="quiet">Nothing was done on the page yet.</p>` : ''}`;
  }

  footer() {
    return html`<button ?disabled=${!this.script} @click=${() => copy(this.script[this.kind])}>${icon('copy')} Copy all</button>
      <button @click=${() => this.close()}>Close</button>`;
  }
}
customElements.define('gt-script-dialog', ScriptDialog);
