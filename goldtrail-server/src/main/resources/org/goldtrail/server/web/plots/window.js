// <gt-window>: what all windows with plots have in common: a title with the way back, a row of tools, saving as CSV, PNG and
// SVG, a sentence when there is nothing to show, and the line of what is going on at the bottom.
//   slots: tools, side (a column at the right), footer, and the content
//   keys: the list shown on `?`, [[keys, what they do], …]; none where the window shows one of its own
//   exports: { name, csv(), svg(), canvas() }, each may be missing; a list of them, each with a text, where much is shown at once
import { LitElement, css, html } from 'lit';
import { problemPanel, problemStyle, verdictNote, verdictStyle } from '../lib/problem.js';
import { save } from './save.js';
import '../viewer/key-help.js';

class Window extends LitElement {
  static properties = { workflow: {}, heading: {}, series: {}, exports: {}, problem: {}, note: {}, busy: { type: Boolean },
    keys: {}, saved: { state: true } };
  static styles = [problemStyle, verdictStyle, css`
    :host { display: grid; grid-template-rows: auto auto 1fr auto; height: 100vh; min-height: 0; background: var(--ground); }
    header { display: flex; align-items: center; gap: var(--gap-2); padding: 5px var(--gap-3); background: var(--surface);
      border-bottom: 1px solid var(--line); flex-wrap: wrap; }
    h1 { font-size: 1.08em; font-weight: 600; margin: 0; }
    h1 small { font-weight: 400; color: var(--text-quiet); margin-left: var(--gap-2); font-size: var(--size); }
    .room { flex: 1; }
    a { color: var(--accent); text-decoration: none; }
    a:hover { text-decoration: underline; }
    .tools { display: flex; flex-wrap: wrap; align-items: center; gap: var(--gap-2); padding: 4px var(--gap-3); min-height: 28px;
      border-bottom: 1px solid var(--line); background: var(--surface); }
    button { font: inherit; color: var(--text); background: var(--raised); border: 1px solid var(--line); border-radius: var(--radius);
      padding: 2px 8px; cursor: pointer; }
    select { font: inherit; color: var(--text); background: var(--raised); border: 1px solid var(--line); border-radius: var(--radius); padding: 2px 7px; }
    label { color: var(--text-quiet); }
    button:hover { border-color: var(--accent); }
    :is(button, select, a):focus-visible { outline: 2px solid var(--focus); }
    main { display: flex; min-height: 0; overflow: hidden; }
    .content { flex: 1; min-width: 0; min-height: 0; display: flex; flex-direction: column; overflow: hidden; position: relative; }
    footer { display: flex; gap: var(--gap-3); padding: 3px var(--gap-3); font-size: var(--size-small); color: var(--text-quiet);
      border-top: 1px solid var(--line); background: var(--surface); min-height: 18px; }
    .busy { position: absolute; inset: auto 0 auto 0; top: 0; height: 2px; background: linear-gradient(90deg, transparent, var(--accent), transparent);
      background-size: 40% 100%; animation: run 1s linear infinite; z-index: 3; }
    @keyframes run { from { background-position: -40% 0 } to { background-position: 140% 0 } }
    @media (prefers-reduced-motion: reduce) { .busy { animation: none; } }
  `];

  connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.#key);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#key);
  }

  #key = (event) => {
    const at = event.composedPath()[0];
    if (event.key !== '?' || !this.keys || (at instanceof HTMLInputElement && ['text', 'number'].includes(at.type))) return;
    event.preventDefault();
    this.#help();
  };

  #help() {
    this.renderRoot.querySelector('gt-key-help').toggle();
  }

  updated(changed) {
    if (changed.has('heading') || changed.has('series')) {
      document.title = `${this.heading}${this.series ? ` · ${this.series.name}` : ''} · Goldtrail`;
    }
  }

  // What the buttons save.
  get #export() {
    const { exports } = this;
    return Array.isArray(exports) ? exports[this.saved ?? 0] ?? exports[0] : exports;
  }

  #save(kind) {
    const { name, csv, svg, canvas } = this.#export;
    const file = `${this.series?.name ?? 'goldtrail'}_${name}`;
    if (kind === 'csv') save(`${file}.csv`, csv(), 'text/csv');
    if (kind === 'svg') save(`${file}.svg`, svg(), 'image/svg+xml');
    if (kind === 'png') canvas().toBlob((blob) => save(`${file}.png`, blob, 'image/png'));
  }

  #button(kind, what) {
    if (this.problem || !this.series || !what) return null;
    return html`<button id=${`save-${kind}`} title=${`save what is shown as ${kind.toUpperCase()}`}
      @click=${() => this.#save(kind)}>${kind.toUpperCase()}</button>`;
  }

  #choice() {
    if (this.problem || !this.series || !Array.isArray(this.exports)) return null;
    return html`<label>save <select id="save-what" @change=${(event) => (this.saved = Number(event.target.value))}>
      ${this.exports.map(({ text }, at) => html`<option value=${at} ?selected=${at === (this.saved ?? 0)}>${text}</option>`)}</select></label>`;
  }

  render() {
    const { csv, svg, canvas } = this.#export ?? {};
    return html`<header>
        <a href=${`/w/${this.workflow}`} title="to the workflow window">←</a>
        <h1>${this.heading}<small>${this.series?.name ?? ''}</small></h1>
        ${this.problem ? null : verdictNote(this.series?.verdict)}
        ${this.problem ? null : html`<slot name="title"></slot>`}
        <span class="room"></span>
        ${this.#choice()}${this.#button('csv', csv)}${this.#button('png', canvas)}${this.#button('svg', svg)}
        ${this.keys ? html`<button id="keys" title="keys and mouse (?)" aria-label="keys and mouse" @click=${this.#help}>?</button>` : null}
      </header>
      <div class="tools"><slot name="tools"></slot></div>
      <main>
        <div class="content">
          ${this.busy ? html`<div class="busy"></div>` : null}
          ${this.problem ? problemPanel(this.workflow, this.problem) : html`<slot></slot>`}
        </div>
        ${this.problem ? null : html`<slot name="side"></slot>`}
      </main>
      <footer><span>${this.note || (this.busy ? 'loading …' : '')}</span><span class="room"></span><slot name="footer"></slot></footer>
      ${this.keys ? html`<gt-key-help .keys=${this.keys}></gt-key-help>` : null}`;
  }
}
customElements.define('gt-window', Window);

// For the controls that windows put into the slots.
export const controls = css`
  :host { display: block; height: 100vh; }
  button, select, input[type="number"], input[type="text"] { font: inherit; color: var(--text); background: var(--raised);
    border: 1px solid var(--line); border-radius: var(--radius); padding: 2px 7px; }
  button { cursor: pointer; }
  button:hover:not(:disabled) { border-color: var(--accent); }
  button:disabled { color: var(--text-closed); cursor: default; }
  button.on, button[aria-pressed="true"] { background: var(--accent-ground); border-color: var(--accent); }
  button.main { background: var(--accent-ground); border-color: var(--accent); font-weight: 600; }
  button:focus-visible, select:focus-visible, input:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
  input[type="number"] { width: 6em; }
  label { display: inline-flex; align-items: center; gap: 5px; color: var(--text-quiet); white-space: nowrap; }
  .quiet { color: var(--text-quiet); }
  input[type="range"], input[type="checkbox"] { accent-color: var(--accent); }
  .group { display: inline-flex; gap: 2px; align-items: center; }
  .bar { width: 1px; align-self: stretch; background: var(--line); margin: 0 2px; }
  .side { width: calc(290px * var(--unit)); flex: none; border-left: 1px solid var(--line); background: var(--surface); padding: var(--gap-3); overflow: auto;
    box-sizing: border-box; }
  .side h2 { font-size: .92em; font-weight: 600; margin: var(--gap-3) 0 var(--gap-1); color: var(--text-quiet); }
  .side h2:first-child { margin-top: 0; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
  td, th { padding: 1px 5px; text-align: right; font-weight: 400; }
  th { color: var(--text-quiet); position: sticky; top: 0; background: var(--surface); }
  td:first-child, th:first-child { text-align: left; padding-left: 0; }
  tr.on td { background: var(--accent-ground); }
  .bad { color: var(--failed); }
  .good { color: var(--good); }
  gt-chart { flex: 1; }
`;
