// An address for one more browser, and how to go on in a shell.
import { css, html } from 'lit';
import { Dialog } from '../lib/dialog.js';
import { icon } from '../lib/icons.js';
import { anotherBrowser, copy } from './actions.js';

const line = (text) => html`<div class="line"><code>${text}</code>
  <button aria-label="Copy" data-help="Copies the line." @click=${() => copy(text)}>${icon('copy')}</button></div>`;

const styles = css`
  .line { display: flex; gap: var(--gap-2); align-items: center; margin: 4px 0 10px; }
  code { flex: 1; padding: 5px 8px; border: 1px solid var(--line); border-radius: 4px; background: var(--ground); overflow-wrap: anywhere;
    font: var(--size-small)/1.4 var(--font-mono); }
  p { margin: 0; max-width: 70ch; }
`;

class LinkDialog extends Dialog {
  static properties = { ...Dialog.properties, link: { state: true } };
  static styles = [...Dialog.styles, styles];

  get title() {
    return 'Open in another browser';
  }

  connectedCallback() {
    super.connectedCallback();
    anotherBrowser().then((link) => { this.link = link; });
  }

  body() {
    return html`<p>This address opens this window in one more browser, once. Whoever has it can do all that you can.</p>
      ${this.link ? line(this.link) : '…'}`;
  }
}
customElements.define('gt-link-dialog', LinkDialog);

class ShellDialog extends Dialog {
  static properties = { ...Dialog.properties, state: { attribute: false } };
  static styles = [...Dialog.styles, styles];

  get title() {
    return 'Shell';
  }

  body() {
    const folder = this.state.folder;
    return html`<p>The page, the command line and the shell look at the same folder: what one of them does, all see within a second.</p>
      <p class="quiet">State of the steps, with their figures:</p>${line(`goldtrail status ${folder}`)}
      <p class="quiet">Java shell with the workflow as <b>u</b>:</p>${line(`goldtrail shell ${folder}`)}
      <p class="quiet">Run all that is not up to date:</p>${line(`goldtrail run ${folder}`)}
      <p class="quiet">Set a parameter:</p>${line(`goldtrail set ${folder} detection.detectPeaks.beadRadiusPx=16`)}`;
  }
}
customElements.define('gt-shell-dialog', ShellDialog);
