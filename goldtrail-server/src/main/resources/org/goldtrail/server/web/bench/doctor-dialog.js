// What the program finds on this machine.
import { css, html } from 'lit';
import { get } from '../lib/api.js';
import { Dialog } from '../lib/dialog.js';

class DoctorDialog extends Dialog {
  static properties = { ...Dialog.properties, checks: { state: true } };
  static styles = [...Dialog.styles, css`table { min-width: min(49em, 80vw); }`];

  get title() {
    return 'Doctor';
  }

  connectedCallback() {
    super.connectedCallback();
    this.attempt(async () => { this.checks = await get('/api/doctor'); });
  }

  body() {
    if (!this.checks) return html`<span class="quiet">…</span>`;
    if (this.checks.length === 0) return html`<span class="quiet">This server stands alone; ask on the command line: goldtrail doctor</span>`;
    const kind = { ok: 'good', problem: 'failed', '-': 'none' };
    return html`<table>${this.checks.map((c) => html`<tr><td><span class="chip ${kind[c.state] ?? 'questionable'}">${c.state === '-' ? 'none' : c.state}</span></td>
      <td>${c.what}</td><td>${c.found}${c.advice ? html`<br><span class="quiet">${c.advice}</span>` : ''}</td></tr>`)}</table>`;
  }
}
customElements.define('gt-doctor-dialog', DoctorDialog);
