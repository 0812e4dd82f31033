// <gt-save-bar .session=${…}>: undo, redo, save and what is unsaved; the same in every window that edits.
import { LitElement, css, html } from 'lit';
import { controls } from '../plots/window.js';

class SaveBar extends LitElement {
  static properties = { session: {}, tick: {}, problem: { state: true }, overtaken: { state: true } };
  static styles = [controls, css`
    :host { display: inline-flex; gap: var(--gap-2); align-items: center; height: auto; }
    .dot { color: var(--questionable); }
  `];

  async save(overtake = false) {
    try {
      this.problem = null;
      const version = await this.session.save('', overtake);
      this.overtaken = false;
      this.problem = version ? `saved as version ${version}` : 'saved';
    } catch (cause) {
      this.overtaken = this.session.status.overtaken || /have changed since/.test(cause.message);
      this.problem = cause.message;
    }
    this.requestUpdate();
  }

  #reload = async () => {
    this.overtaken = false;
    this.problem = null;
    await this.session.reload();
  };

  render() {
    const status = this.session?.status;
    if (!status) return null;
    return html`
      <button id="undo" ?disabled=${!status.undo} title=${status.undo ? `undo: ${status.undo} (Ctrl+Z)` : 'nothing to undo'}
        @click=${() => this.session.undo()}>↶ undo</button>
      <button id="redo" ?disabled=${!status.redo} title=${status.redo ? `redo: ${status.redo} (Ctrl+Shift+Z)` : 'nothing to redo'}
        @click=${() => this.session.redo()}>↷ redo</button>
      <button id="save" class=${status.unsaved ? 'main' : ''} ?disabled=${!status.unsaved}
        title="make these the working markers, as a new version (Ctrl+S)" @click=${() => this.save()}>save</button>
      ${this.overtaken ? html`<button @click=${() => this.save(true)}>save all the same</button>` : null}
      ${status.unsaved ? html`<button id="forget" title="forget all that is unsaved" @click=${this.#reload}>forget</button>` : null}
      <span class="quiet" id="save-state" role="status">${status.unsaved
        ? html`<span class="dot">●</span> ${status.log.length} unsaved`
        : this.problem ?? (status.baseVersion === undefined ? '' : `version ${status.baseVersion}`)}
        ${status.unsaved && this.problem ? html`<span class="bad">${this.problem}</span>` : null}</span>`;
  }
}
customElements.define('gt-save-bar', SaveBar);

// Ctrl+Z, Ctrl+Shift+Z or Ctrl+Y, Ctrl+S; true if it was one of them.
export function saveKeys(event, session, bar) {
  if (!(event.ctrlKey || event.metaKey)) return false;
  const name = event.key.toLowerCase();
  if (name === 'z') event.shiftKey ? session.redo() : session.undo();
  else if (name === 'y') session.redo();
  else if (name === 's') bar()?.save();
  else return false;
  event.preventDefault();
  return true;
}

// Leaving with something unsaved asks.
export function askBeforeLeaving(session) {
  const ask = (event) => {
    if (session.status.unsaved) event.preventDefault();
  };
  addEventListener('beforeunload', ask);
  return () => removeEventListener('beforeunload', ask);
}
