// "Create a new workflow": the data, at once or item by item; what the files say is shown with its origin, to be confirmed.
import { css, html, nothing } from 'lit';
import { post } from '../lib/api.js';
import { Dialog } from '../lib/dialog.js';
import { angle, base } from '../lib/format.js';
import { icon } from '../lib/icons.js';
import { notice } from '../lib/notice.js';
import './file-browser.js';

const FILES = [
  ['stack', 'tilt series', 'stack', 'The raw stack: .st or .mrc. It is linked, never copied and never written.'],
  ['angles', 'tilt angles', 'file', 'A .rawtlt or .tlt, one number a line, or an .mdoc. Empty: found beside the stack.'],
  ['mdoc', 'acquisition (mdoc)', 'file', "SerialEM's .mdoc. Empty: found beside the stack."],
  ['config', 'option configuration file', 'file', 'Optional: settings in YAML or as Dynamo writes them, also which tilts to discard.'],
];
const GENERAL = [
  ['settings.general.pixelSizeAngstrom', 'pixel size', 'Å', (i) => i?.pixelSizeAngstrom?.toFixed(3), (i) => i?.pixelSizeOrigin],
  ['settings.general.tiltAxisDeg', 'tilt axis', '°', (i) => i?.axes?.[0]?.axisDeg?.toFixed(1), (i) => i?.axes?.[0]?.origin],
  ['settings.general.voltageKv', 'voltage', 'kV', () => '300', () => 'usual'],
  ['settings.general.sphericalAberrationMm', 'Cs', 'mm', () => '2.7', () => 'usual'],
];

class NewWorkflow extends Dialog {
  static properties = {
    ...Dialog.properties, folder: {}, files: { state: true }, browsing: { state: true }, inspected: { state: true }, target: { state: true },
    discarded: { state: true }, general: { state: true },
  };

  static styles = [...Dialog.styles, css`
    .form { display: grid; grid-template-columns: max-content minmax(23em, 40em); gap: var(--gap-2) var(--gap-3); align-items: center; }
    .form > label { cursor: help; }
    .file { display: flex; gap: 4px; }
    .file input { flex: 1; min-width: 0; }
    gt-file-browser { grid-column: 2; min-width: 0; }
    .said { grid-column: 2; font-size: var(--size-small); color: var(--text-quiet); }
    .said b { color: var(--text); font-weight: 600; }
    .pair { display: flex; gap: 6px; align-items: center; }
    .pair input { width: 7em; }
    .from { font-size: var(--size-small); color: var(--text-quiet); }
    h3 { grid-column: 1 / -1; margin-top: var(--gap-2); }
    input::placeholder { color: var(--text-closed); }
  `];

  constructor() {
    super();
    this.files = {};
    this.general = {};
    this.discarded = '';
  }

  get title() {
    return 'Create a new workflow';
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.files.stack) this.#inspect();
    else this.browsing = 'stack';
  }

  body() {
    const i = this.inspected;
    return html`<div class="form">${FILES.map((f) => this.#file(...f))}
      ${i ? html`<span class="said"><b>${i.views} views</b> of ${i.width} × ${i.height} px, <b>${angle(Math.min(...i.tiltsDeg))} to ${angle(Math.max(...i.tiltsDeg))}</b>
        from ${i.angles}${i.otherAngles.length ? `; not used: ${i.otherAngles.join('; ')}` : ''}; order of exposure: ${i.order ? `from ${i.order}` : 'not known'}
        ${i.warnings.map((w) => html`<br><span class="problem">${w}</span>`)}</span>` : nothing}
      <h3>acquisition</h3>${GENERAL.map((g) => this.#setting(...g))}
      <label for="discarded" data-help="Views that take part in nothing: counted from 1 as on the screen, or by angle. Can be changed at any time.">discarded tilts</label>
      <input id="discarded" placeholder="none; like 1, 4-6, -60deg" .value=${this.discarded} @input=${(e) => { this.discarded = e.target.value; }}>
      <label for="target" data-help="Where the workflow keeps all it makes.">workflow folder</label>
      <input id="target" class="mono" placeholder="beside the stack" .value=${this.target ?? ''} @input=${(e) => { this.target = e.target.value; }}></div>`;
  }

  #file(name, label, wanted, help) {
    const open = this.browsing === name;
    return html`<label for=${name} data-help=${help}>${label}</label>
      <span class="file"><input id=${name} class="mono" placeholder=${name === 'stack' ? 'choose the raw stack' : name === 'config' ? 'none' : 'found beside the stack'}
        .value=${this.files[name] ?? ''} @change=${(e) => this.#choose(name, e.target.value.trim())}>
        <button aria-expanded=${open} aria-label="Browse for ${label}" @click=${() => { this.browsing = open ? null : name; }}>${icon('folder')}</button></span>
      ${open ? html`<gt-file-browser .folder=${this.place ?? this.folder ?? ''} .wanted=${wanted} @gt-folder=${(e) => { this.place = e.detail; }}
        @gt-choose=${(e) => this.#choose(name, e.detail)}></gt-file-browser>` : nothing}`;
  }

  #setting(path, label, unit, found, origin) {
    const i = this.inspected;
    const from = i && origin(i);
    return html`<label for=${path}>${label}</label><span class="pair"><input id=${path} inputmode="decimal" placeholder=${(i && found(i)) ?? (i ? 'not known' : '')}
      .value=${this.general[path] ?? ''} @input=${(e) => { this.general = { ...this.general, [path]: e.target.value.trim() }; }}> ${unit}
      <span class="from">${from ? (from === 'usual' ? 'the usual value' : `from ${from}`) : ''}</span></span>`;
  }

  #choose(name, path) {
    this.files = { ...this.files, [name]: path || undefined };
    this.browsing = null;
    if (name === 'stack') this.target = undefined;
    if (this.files.stack) this.#inspect();
  }

  #inspect() {
    return this.attempt(async () => {
      this.inspected = null;
      const { stack, angles, mdoc } = this.files;
      this.inspected = await post('/api/inspect', { stack, angles, mdoc });
      this.target ??= this.inspected.folder;
    });
  }

  #create() {
    return this.attempt(async () => {
      const settings = Object.fromEntries(Object.entries(this.general).filter(([, v]) => v !== ''));
      const { id, remarks } = await post('/api/create', { ...this.files, folder: this.target, discarded: this.discarded, settings });
      remarks.forEach((r) => notice(r));
      this.close();
      dispatchEvent(new CustomEvent('gt-go', { detail: `/w/${id}` }));
    });
  }

  footer() {
    return html`<button @click=${() => this.close()}>Cancel</button>
      <button class="primary" ?disabled=${!this.inspected || this.busy} @click=${() => this.#create()}>Create workflow${this.files.stack ? ` of ${base(this.files.stack)}` : ''}</button>`;
  }
}
customElements.define('gt-new-workflow', NewWorkflow);
