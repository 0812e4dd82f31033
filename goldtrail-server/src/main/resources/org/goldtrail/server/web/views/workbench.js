// The workflow window.
import { LitElement, css, html } from 'lit';
import { get, ofWorkflow } from '../lib/api.js';
import { listen } from '../lib/live.js';

class Workbench extends LitElement {
  static properties = { workflow: {}, params: {}, state: { state: true } };
  static styles = css`:host { display: block; padding: var(--gap-3); }`;

  connectedCallback() {
    super.connectedCallback();
    this.end = listen(this.workflow, { changed: async () => (this.state = await get(ofWorkflow(this.workflow))) });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.end?.();
  }

  render() {
    if (!this.state) return html`…`;
    return html`<h1>${this.state.name}</h1>${this.state.steps.map((step) => html`<p>${step.id}: ${step.state}</p>`)}`;
  }
}
customElements.define('gt-workbench', Workbench);
