// Help: the walkthrough in short, all steps, keys, citation, about.
import { css, html } from 'lit';
import { get } from '../lib/api.js';
import { catalogue } from '../lib/catalogue.js';
import { Dialog } from '../lib/dialog.js';

const KEYS = [
  ['1 … 6', 'go to an area'], ['↑ ↓', 'to the step before, to the next'], ['Enter', 'run the step in focus'], ['+', 'show or hide its parameters'],
  ['r', 'run this tab'], ['Shift+R', 'run all'], ['Esc', 'close a menu or a window'], ['s', 'script of what I did'], ['v', 'versions of the working markers'],
  ['Ctrl+Z, Ctrl+Y', 'undo and redo of the working markers'], ['t', 'light, dark, or as the system says'], ['F1', 'walkthrough'], ['?', 'these keys'],
];

const WALK = [
  ['detection', 'Click “creates a binned tilt series”. Measure a bead with the ruler: IO > tilt series matrix > inspect > On-the-fly view [dtmshow]. Open the + of “detect peaks” to give its radius, or leave it to the measurement. Test on the central image (tool icon), then run the step. View > cloud of points, positions on the views, montage of patches. “peak features” and “peak selection” tell gold from the rest.'],
  ['indexing', 'The steps link the peaks of one bead through the tilts. View > occupancy plot shows how the trails grow. Each step can give its working markers back: tool icon > restore working markers.'],
  ['refinement', 'Click “run this tab”. View > fitting and residuals; the scissors icon trims what does not fit.'],
  ['alignment', '“fix the markers” freezes them; the next steps make the binned and the full aligned stack.'],
  ['ctf', 'Estimates and corrects the contrast transfer function.'],
  ['reconstruction', 'Makes the binned tomogram. Put a pin into it (tmshow) and make a full-sized box around that point.'],
];

class HelpDialog extends Dialog {
  static properties = { ...Dialog.properties, topic: {}, catalogue: { state: true }, about: { state: true } };
  static styles = [...Dialog.styles, css`
    .body > div { width: min(58em, 82vw); }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 6px var(--gap-3); margin: 0; }
    dt { font-weight: 600; } dd { margin: 0; }
    kbd { padding: 1px 6px; border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px; background: var(--ground); font: var(--size-small) var(--font-mono); }
    h3 { margin: var(--gap-3) 0 4px; text-transform: capitalize; }
    details { margin: 2px 0; } summary { cursor: pointer; } summary b { font-weight: 600; }
    .parameters { margin: 4px 0 8px 18px; font-size: var(--size-small); }
  `];

  get title() {
    return { walkthrough: 'Walkthrough', reference: 'Step reference', keys: 'Keys', citation: 'Citation', about: 'About' }[this.topic];
  }

  connectedCallback() {
    super.connectedCallback();
    this.attempt(async () => {
      this.catalogue = await catalogue();
      this.about = await get('/api/about');
    });
  }

  body() {
    return html`<div>${this[`_${this.topic}`]()}</div>`;
  }

  _walkthrough() {
    return html`<dl>${WALK.map(([area, text]) => html`<dt>${area}</dt><dd>${text}</dd>`)}</dl>
      <p class="quiet">Steps whose letters are grey are closed: rest the pointer on one to read why. The illustrated walkthrough is the chapter
      gui-walkthrough.md of the manual.</p>`;
  }

  _reference() {
    if (!this.catalogue) return '…';
    return this.catalogue.areas.map((area) => html`<h3>${area.id}</h3><p class="quiet">${area.help}</p>
      ${this.catalogue.steps.filter((s) => s.area === area.id).map((s) => html`<details><summary><b>${s.label}</b> <span class="quiet mono">${s.id}</span></summary>
      <p>${s.help}</p><dl class="parameters">${s.parameters.map((p) => html`<dt>${p.label}${p.unit ? html` <span class="quiet">${p.unit}</span>` : ''}</dt>
      <dd>${p.help} <span class="quiet">${p.wording}; ${p.range}${p.usual ? `; by default ${p.usual}` : ''}</span></dd>`)}</dl></details>`)}`);
  }

  _keys() {
    return html`<dl>${KEYS.map(([keys, text]) => html`<dt><kbd>${keys}</kbd></dt><dd>${text}</dd>`)}</dl>`;
  }

  _citation() {
    return html`<p>Name the program and its version, so that others can repeat what you did:</p>
      <p class="mono">${this.about?.program}, alignment of tilt series by gold beads and reconstruction.</p>
      <p class="quiet">The window and its words follow the tilt series alignment of Dynamo: D. Castaño-Díez, M. Kudryashev, M. Arheit, H. Stahlberg,
      J. Struct. Biol. 178 (2012) 139–151. Papers on which single methods stand are named in the source beside each.</p>`;
  }

  _about() {
    const a = this.about;
    return a ? html`<dl><dt>program</dt><dd>${a.program}</dd><dt>Java</dt><dd>${a.java}</dd><dt>cores</dt><dd>${a.cores}</dd>
      <dt>folders it may see</dt><dd class="mono">${a.roots.map((r) => html`${r}<br>`)}</dd></dl>` : '…';
  }
}
customElements.define('gt-help-dialog', HelpDialog);
