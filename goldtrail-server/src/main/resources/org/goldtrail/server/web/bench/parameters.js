// The option box of a step, or of a group of the settings: each parameter with its unit, default and help.
import { LitElement, css, html, nothing } from 'lit';
import { icon } from '../lib/icons.js';
import { look } from '../lib/look.js';
import { typed } from '../lib/format.js';
import { checkParameter, setParameter, unsetParameter } from './actions.js';

const TYPING_MS = 180;

class Parameters extends LitElement {
  static properties = {
    workflow: {}, declared: { attribute: false }, values: { attribute: false },
    drafts: { state: true }, problems: { state: true }, advanced: { state: true },
  };

  static styles = [look, css`
    :host { display: block; }
    .grid { display: grid; grid-template-columns: minmax(150px, max-content) max-content minmax(8em, 1fr); gap: 4px var(--gap-3); align-items: center; }
    label { cursor: help; }
    .changed { color: var(--questionable); }
    .dot { display: inline-block; width: 7px; height: 7px; border-radius: 50%; background: var(--questionable); margin-left: 5px; vertical-align: 1px; }
    .field { display: flex; align-items: center; gap: 5px; }
    input[type=text] { width: 9em; font-variant-numeric: tabular-nums; }
    input.wide { width: min(25em, 36vw); }
    .unit { color: var(--text-quiet); min-width: 3.2em; }
    .note { color: var(--text-quiet); font-size: var(--size-small); display: flex; align-items: center; gap: 6px; flex-wrap: wrap; }
    .note .problem { font-weight: 600; }
    .set { font-weight: 600; }
    .more { margin-top: 6px; }
  `];

  constructor() {
    super();
    this.drafts = {};
    this.problems = {};
    this.advanced = false;
  }

  render() {
    const basic = this.declared.filter((p) => p.level === 'BASIC');
    const rest = this.declared.filter((p) => p.level !== 'BASIC');
    if (this.declared.length === 0) return html`<span class="quiet">This step has nothing to set.</span>`;
    return html`<div class="grid">${basic.map((p) => this.#row(p))}
      ${this.advanced || basic.length === 0 ? rest.map((p) => this.#row(p)) : nothing}</div>
      ${rest.length && basic.length ? html`<button class="plain more" aria-expanded=${this.advanced}
        @click=${() => { this.advanced = !this.advanced; }}>${icon(this.advanced ? 'down' : 'right', 14)}
        ${this.advanced ? 'less' : `advanced (${rest.length})`}</button>` : nothing}`;
  }

  #row(p) {
    const of = this.values[p.path] ?? {};
    const id = `p-${p.name}`;
    const help = [p.help, `${p.wording}${p.range && p.range !== 'any number' ? `, ${p.range}` : ''}${p.unit ? ` ${p.unit}` : ''}.`,
      p.usual && `By default ${p.usual}.`, p.path].filter(Boolean).join('\n');
    return html`<label for=${id} data-help=${help} class=${of.set ? 'set' : ''}>${p.label}${of.changed
      ? html`<span class="dot" data-help=${`Changed since the last run, which had ${typed(of.last)}.`}></span>` : nothing}</label>
      <span class="field">${this.#input(p, of, id)}<span class="unit">${p.unit}</span></span>
      <span class="note">${this.#note(p, of)}</span>`;
  }

  #input(p, of, id) {
    if (p.type === 'SWITCH') {
      return html`<input id=${id} type="checkbox" .checked=${Boolean(of.value)} @change=${(e) => this.#keep(p, e.target.checked)}>`;
    }
    if (p.type === 'CHOICE') {
      return html`<select id=${id} @change=${(e) => this.#keep(p, e.target.value)}>${p.choices.map((c) => html`<option
        value=${c} ?selected=${String(of.value) === c}>${c}</option>`)}</select>`;
    }
    const value = this.drafts[p.path] ?? typed(of.value);
    return html`<input id=${id} type="text" class=${p.type === 'TEXT' ? 'wide' : ''} autocomplete="off" spellcheck="false" .value=${value}
      aria-invalid=${Boolean(this.problems[p.path])} @input=${(e) => this.#type(p, e.target.value)}
      @change=${(e) => this.#keep(p, e.target.value)}
      @keydown=${(e) => e.key === 'Escape' && this.#forget(p)}>`;
  }

  #note(p, of) {
    const problem = this.problems[p.path];
    if (problem) return html`<span class="problem" role="alert">${problem}</span>`;
    const parts = [];
    if (of.set) {
      parts.push(html`<span>default ${typed(of.default)}</span><button class="plain" data-help="Leaves it to its default again."
        aria-label="Restore default of ${p.label}" @click=${() => this.#restore(p)}>${icon('undo', 14)}</button>`);
    } else if (p.usual) parts.push(html`<span>${p.usual}</span>`);
    if (of.changed) parts.push(html`<span class="changed">changed since last run (was ${typed(of.last)})</span>`);
    return parts;
  }

  #type(p, text) {
    this.drafts = { ...this.drafts, [p.path]: text };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#check(p, text), TYPING_MS);
  }

  async #check(p, text) {
    try {
      const { problem } = await checkParameter(p.path, text);
      if (this.drafts[p.path] === text) this.problems = { ...this.problems, [p.path]: problem };
    } catch (cause) {
      this.problems = { ...this.problems, [p.path]: cause.sentence };
    }
  }

  async #keep(p, value) {
    clearTimeout(this.timer);
    try {
      const { problem } = p.type === 'SWITCH' ? {} : await checkParameter(p.path, value);
      this.problems = { ...this.problems, [p.path]: problem };
      if (problem) return;
      const answer = await setParameter(this.workflow, p.path, value);
      this.values = { ...this.values, [p.path]: { ...this.values[p.path], value: answer.value, set: true } };
      this.#forget(p);
    } catch (cause) {
      this.problems = { ...this.problems, [p.path]: cause.sentence };
    }
  }

  #forget(p) {
    const { [p.path]: gone, ...drafts } = this.drafts;
    this.drafts = drafts;
    if (gone !== undefined) this.problems = { ...this.problems, [p.path]: undefined };
  }

  async #restore(p) {
    try {
      const { value } = await unsetParameter(this.workflow, p.path);
      this.values = { ...this.values, [p.path]: { ...this.values[p.path], value, set: false } };
      this.#forget(p);
    } catch (cause) {
      this.problems = { ...this.problems, [p.path]: cause.sentence };
    }
  }
}
customElements.define('gt-parameters', Parameters);
