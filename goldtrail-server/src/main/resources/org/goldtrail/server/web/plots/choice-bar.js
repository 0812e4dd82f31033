// Undo and save for a selection of peaks, the same in every window that makes one. Nothing reaches the workflow before it is
// saved; leaving with something unsaved asks.
import { html } from 'lit';

// owner: { choice: a PeakChoice or undefined, link, saidOfChoice, requestUpdate() }
export class ChoiceKeeper {
  constructor(owner) {
    this.owner = owner;
    addEventListener('beforeunload', this.#ask);
  }

  close() {
    removeEventListener('beforeunload', this.#ask);
  }

  #ask = (event) => {
    if (this.owner.choice?.isChanged) event.preventDefault();
  };

  // Does something to the selection.
  do(change) {
    change(this.owner.choice);
    this.owner.saidOfChoice = null;
    this.owner.requestUpdate();
  }

  undo = () => this.do((choice) => choice.undo());

  save = async () => {
    const { owner } = this;
    if (!owner.choice.isChanged) return;
    try {
      await owner.choice.save();
      owner.saidOfChoice = 'saved; the indexing is outdated now and can be run again';
      owner.link.send('selection');
    } catch (cause) {
      owner.saidOfChoice = cause.message;
    }
    owner.requestUpdate();
  };

  // Ctrl+Z and Ctrl+S; true if it was one of them.
  key(event) {
    if (!this.owner.choice || !(event.ctrlKey || event.metaKey) || event.composedPath()[0] instanceof HTMLInputElement) return false;
    const action = { z: this.undo, s: this.save }[event.key.toLowerCase()];
    if (!action) return false;
    event.preventDefault();
    action();
    return true;
  }

  // otherwise: what is said where nothing is unsaved
  bar(slot, otherwise = '') {
    const { choice, saidOfChoice } = this.owner;
    return html`<button slot=${slot} id="undo" ?disabled=${!choice.canUndo} title="Ctrl+Z" @click=${this.undo}>↶ undo</button>
      <button slot=${slot} id="save" class=${choice.isChanged ? 'main' : ''} ?disabled=${!choice.isChanged}
        title="let the indexing start from this selection (Ctrl+S)" @click=${this.save}>save</button>
      <span slot=${slot} class="quiet" id="said" role="status">${saidOfChoice ?? (choice.isChanged ? `${choice.changes} not saved` : otherwise)}</span>`;
  }
}
