// <gt-key-help>: the keys and gestures of a window, shown on `?`. Property keys: [[keys, what they do], …]. Methods toggle(), close().
import { LitElement, css, html } from 'lit';
import { controls } from './controls.js';

class KeyHelp extends LitElement {
  static properties = { keys: { attribute: false } };
  static styles = [controls, css`
    dialog { background: var(--raised); color: var(--text); border: 1px solid var(--line); border-radius: 8px; padding: var(--gap-3) var(--gap-4);
      max-width: 46em; box-shadow: 0 8px 30px rgb(0 0 0 / .35); }
    dialog::backdrop { background: rgb(0 0 0 / .35); }
    h2 { margin: 0 0 var(--gap-2); font-size: 1.15em; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px var(--gap-3); margin: 0 0 var(--gap-3); }
    dt { text-align: right; }
    dd { margin: 0; }
    kbd { font: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 3px; padding: 0 5px; white-space: nowrap; }
  `];

  toggle() {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog.open) dialog.close();
    else dialog.showModal();
  }

  render() {
    return html`<dialog @click=${(event) => event.target === event.currentTarget && event.target.close()}>
      <h2>Keys and mouse</h2>
      <dl>${(this.keys ?? []).map(([keys, what]) => html`<dt><kbd>${keys}</kbd></dt><dd>${what}</dd>`)}</dl>
      <form method="dialog"><button>close</button></form>
    </dialog>`;
  }
}
customElements.define('gt-key-help', KeyHelp);
