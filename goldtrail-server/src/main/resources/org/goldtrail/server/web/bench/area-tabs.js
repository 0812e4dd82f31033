// The six execution areas; each tab tells how far its steps are.
import { LitElement, css, html } from 'lit';
import { look } from '../lib/look.js';

const WORST = ['failed', 'outdated', 'open', 'closed', 'done'];

class AreaTabs extends LitElement {
  static properties = { areas: { attribute: false }, steps: { attribute: false }, status: { attribute: false }, run: { attribute: false }, chosen: {} };
  static styles = [look, css`
    :host { display: flex; gap: 2px; padding: 6px var(--gap-2) 0; background: var(--ground); border-bottom: 1px solid var(--line); }
    button {
      flex: 1; max-width: 14.6em; min-height: 2.6em; border: 1px solid transparent; border-bottom: 0; border-radius: 6px 6px 0 0; background: none; gap: 8px; position: relative;
      margin-bottom: -1px; font-size: 1.04em;
    }
    button[aria-selected=true] { background: var(--surface); border-color: var(--line); font-weight: 600; }
    button[aria-selected=true]::before { content: ''; position: absolute; inset: -1px -1px auto; height: 2px; background: var(--accent); border-radius: 6px 6px 0 0; }
    .dots { display: flex; gap: 2px; }
    .dot { width: 0.46em; height: 0.46em; border-radius: 50%; background: none; border: 1px solid var(--text-closed); }
    .dot.done { background: var(--good); border-color: var(--good); }
    .dot.outdated { background: var(--outdated); border-color: var(--outdated); }
    .dot.failed { background: var(--failed); border-color: var(--failed); }
    .dot.open { border-color: var(--text); }
    .dot.running { background: var(--running); border-color: var(--running); animation: pulse 0.9s infinite alternate; }
    button.running { color: var(--running); }
    @media (max-width: 700px) { :host { overflow-x: auto; scrollbar-width: thin; } }
    @keyframes pulse { to { opacity: 0.25; } }
  `];

  render() {
    return this.areas.map((area, k) => {
      const steps = this.steps.filter((s) => s.area === area.id);
      const words = steps.map((s) => (this.run?.running && this.run.step === s.id ? 'running' : this.status.get(s.id)?.state ?? 'closed'));
      const worst = words.includes('running') ? 'running' : WORST.find((w) => words.includes(w));
      return html`<button role="tab" class=${worst === 'running' ? 'running' : ''} aria-selected=${area.id === this.chosen} tabindex=${area.id === this.chosen ? 0 : -1} id="tab-${area.id}"
        data-help="${area.id}: ${area.help} (key ${k + 1}); ${words.filter((w) => w === 'done').length} of ${words.length} steps done"
        @click=${() => this.#choose(area.id)}>${area.id}<span class="dots">${words.map((w) => html`<span class="dot ${w}"></span>`)}</span></button>`;
    });
  }

  firstUpdated() {
    this.setAttribute('role', 'tablist');
    this.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const at = this.areas.findIndex((a) => a.id === this.chosen);
      const next = this.areas[(at + step + this.areas.length) % this.areas.length].id;
      this.#choose(next);
      this.renderRoot.querySelector(`#tab-${next}`).focus();
      event.preventDefault();
    });
  }

  #choose(id) {
    this.dispatchEvent(new CustomEvent('gt-area', { detail: id }));
  }
}
customElements.define('gt-area-tabs', AreaTabs);
