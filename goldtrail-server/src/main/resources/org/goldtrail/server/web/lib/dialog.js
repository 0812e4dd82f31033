// A window over the page. Extend Dialog, define title and body(), and open it with openDialog('gt-name', properties).
import { LitElement, css, html } from 'lit';
import { icon } from './icons.js';
import { look } from './look.js';

export class Dialog extends LitElement {
  static properties = { problem: { state: true }, busy: { state: true } };
  static styles = [look, css`
    dialog {
      padding: 0; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); color: var(--text);
      box-shadow: var(--shadow); max-width: min(85em, calc(100vw - 32px)); max-height: calc(100vh - 32px);
      display: flex; flex-direction: column; font: var(--size)/1.4 var(--font);
    }
    dialog:not([open]) { display: none; }
    dialog::backdrop { background: light-dark(#10182033, #00000080); }
    header {
      display: flex; align-items: center; gap: var(--gap-2); padding: var(--gap-2) var(--gap-2) var(--gap-2) var(--gap-3);
      border-bottom: 1px solid var(--line-quiet);
    }
    header h2 { flex: 1; }
    .body { padding: var(--gap-3); overflow: auto; min-height: 0; outline: none; }
    .body > :first-child, .body > div > :first-child { margin-top: 0; }
    .body > :last-child { margin-bottom: 0; }
    footer {
      display: flex; gap: var(--gap-2); align-items: center; justify-content: flex-end; padding: var(--gap-2) var(--gap-3);
      border-top: 1px solid var(--line-quiet);
    }
    footer .problem { flex: 1; contain: inline-size; }
  `];

  // The keyboard begins at what the window asks for, else where its text can be scrolled.
  firstUpdated() {
    this.renderRoot.querySelector('dialog').showModal();
    if (!this.renderRoot.querySelector('[autofocus]')) this.renderRoot.querySelector('.body').focus();
  }

  close() {
    this.renderRoot.querySelector('dialog')?.close(); // gives the focus back to where it was
    this.remove();
  }

  // Does something; a problem is shown in the window, which stays.
  async attempt(work) {
    this.problem = null;
    this.busy = true;
    try {
      return await work();
    } catch (cause) {
      this.problem = cause.sentence ?? cause.message;
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  footer() {
    return html`<button @click=${() => this.close()}>Close</button>`;
  }

  render() {
    return html`<dialog aria-label=${this.title} @cancel=${(e) => { e.preventDefault(); this.close(); }}>
      <header><h2>${this.title}</h2>
        <button class="plain" aria-label="Close window" @click=${() => this.close()}>${icon('close')}</button></header>
      <div class="body" tabindex="-1">${this.body()}</div>
      <footer>${this.problem ? html`<span class="problem" role="alert">${this.problem}</span>` : ''}${this.footer()}</footer>
    </dialog>`;
  }
}

export function openDialog(name, properties = {}) {
  document.querySelector(name)?.remove();
  const dialog = Object.assign(document.createElement(name), properties);
  document.body.append(dialog);
  return dialog;
}
