// The start page: create a new workflow, open one, or go on with a recent one.
import { LitElement, css, html } from 'lit';
import { post } from '../lib/api.js';

class Start extends LitElement {
  static properties = { problem: { state: true } };
  static styles = css`
    :host { display: block; padding: var(--gap-4); }
    .problem { color: var(--failed); }
  `;

  async #open(event) {
    event.preventDefault();
    try {
      const { id } = await post('/api/workflows/open', { folder: new FormData(event.target).get('folder') });
      this.dispatchEvent(new CustomEvent('gt-go', { detail: `/w/${id}`, bubbles: true, composed: true }));
    } catch (cause) {
      this.problem = cause.message;
    }
  }

  render() {
    return html`<h1>Goldtrail</h1>
      <form @submit=${this.#open}><label>Workflow folder <input name="folder" size="60"></label> <button>open</button></form>
      <p class="problem">${this.problem}</p>`;
  }
}
customElements.define('gt-start', Start);
