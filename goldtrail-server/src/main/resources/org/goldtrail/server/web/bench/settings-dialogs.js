// Settings > edit, a step's parameters in a window, settings files, and where the data come from.
import { css, html, nothing } from 'lit';
import { get, ofWorkflow, post } from '../lib/api.js';
import { catalogue } from '../lib/catalogue.js';
import { Dialog } from '../lib/dialog.js';
import { angle, base } from '../lib/format.js';
import { notice } from '../lib/notice.js';
import './parameters.js';
import '../project/file-browser.js';

class SettingsDialog extends Dialog {
  static properties = { ...Dialog.properties, workflow: {}, group: {}, state: { attribute: false }, declared: { state: true } };
  static styles = [...Dialog.styles, css`gt-parameters { min-width: min(48em, 80vw); }`];

  get title() {
    return this.group === 'settings.general' ? 'Settings: general' : 'Settings: computing';
  }

  connectedCallback() {
    super.connectedCallback();
    this.attempt(async () => { this.declared = (await catalogue()).settings[this.group]; });
  }

  body() {
    return this.declared ? html`<gt-parameters .workflow=${this.workflow} .declared=${this.declared}
      .values=${this.state.settings ?? {}}></gt-parameters>` : nothing;
  }
}
customElements.define('gt-settings-dialog', SettingsDialog);

class StepSettingsDialog extends Dialog {
  static properties = { ...Dialog.properties, workflow: {}, step: { attribute: false }, state: { attribute: false } };
  static styles = [...Dialog.styles, css`gt-parameters { min-width: min(48em, 80vw); } p { margin: 0 0 var(--gap-2); max-width: 80ch; }`];

  get title() {
    return `Parameters of ${this.step.label}`;
  }

  body() {
    const values = this.state.steps?.find((s) => s.id === this.step.id)?.parameters ?? {};
    return html`<p class="quiet">${this.step.help}</p><gt-parameters .workflow=${this.workflow} .declared=${this.step.parameters}
      .values=${values}></gt-parameters>`;
  }
}
customElements.define('gt-step-settings-dialog', StepSettingsDialog);

class LoadSettingsDialog extends Dialog {
  static properties = { ...Dialog.properties, workflow: {}, folder: {}, answer: { state: true } };

  get title() {
    return 'Load settings';
  }

  body() {
    if (this.answer) {
      const { format, set, remarks } = this.answer;
      return html`<p>Read as ${format === 'DYNAMO' ? "Dynamo's configuration file" : 'YAML'}; ${Object.keys(set).length} parameters set.</p>
        <ul>${Object.entries(set).map(([path, value]) => html`<li class="mono">${path}: ${String(value)}</li>`)}</ul>
        ${remarks.length ? html`<p class="problem">Could not be taken as it stands:</p><ul>${remarks.map((r) => html`<li>${r}</li>`)}</ul>` : nothing}`;
    }
    return html`<gt-file-browser .folder=${this.folder} wanted="file" @gt-choose=${(e) => this.#load(e.detail)}></gt-file-browser>`;
  }

  #load(file) {
    this.attempt(async () => { this.answer = await post(`${ofWorkflow(this.workflow)}/configure`, { file }); });
  }
}
customElements.define('gt-load-settings-dialog', LoadSettingsDialog);

class RelinkDialog extends Dialog {
  static properties = { ...Dialog.properties, workflow: {}, state: { attribute: false } };

  get title() {
    return 'Re-link the tilt series matrix';
  }

  body() {
    return html`<p class="quiet">Now: <span class="mono">${this.state.stack}</span></p>
      <gt-file-browser .folder=${this.state.folder.replace(/\/[^/]*$/, '')} wanted="stack" @gt-choose=${(e) => this.#link(e.detail)}></gt-file-browser>`;
  }

  #link(stack) {
    this.attempt(async () => {
      await post(`${ofWorkflow(this.workflow)}/relink`, { stack });
      notice(`The tilt series matrix is now ${base(stack)}`);
      this.close();
    });
  }
}
customElements.define('gt-relink-dialog', RelinkDialog);

class InputsDialog extends Dialog {
  static properties = { ...Dialog.properties, workflow: {}, state: { attribute: false }, inputs: { state: true }, declared: { state: true } };
  static styles = [...Dialog.styles, css`
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px var(--gap-3); margin: 0 0 var(--gap-3); }
    dt { color: var(--text-quiet); } dd { margin: 0; overflow-wrap: anywhere; }
    gt-parameters { min-width: min(48em, 80vw); }
  `];

  get title() {
    return 'Where the data come from';
  }

  connectedCallback() {
    super.connectedCallback();
    this.attempt(async () => {
      this.declared = (await catalogue()).settings['settings.input'];
      this.inputs = await get(`${ofWorkflow(this.workflow)}/inputs`);
    });
  }

  body() {
    const i = this.inputs;
    return html`${i ? html`<dl><dt>tilt series</dt><dd class="mono">${i.stack}</dd>
      <dt>views</dt><dd>${i.views} of ${i.width} × ${i.height} px</dd>
      <dt>tilt angles</dt><dd>${angle(Math.min(...i.tiltsDeg))} to ${angle(Math.max(...i.tiltsDeg))}, from ${i.angles}${i.otherAngles.length
        ? html`<br><span class="quiet">not used: ${i.otherAngles.join('; ')}</span>` : nothing}</dd>
      <dt>pixel size</dt><dd>${i.pixelSizeAngstrom ? `${i.pixelSizeAngstrom.toFixed(3)} Å, from ${i.pixelSizeOrigin}` : 'not known'}</dd>
      <dt>tilt axis as stated</dt><dd>${i.axes.length ? i.axes.map((a) => `${a.axisDeg.toFixed(1)}° (${a.origin}${a.tellsHand ? '' : '; not the hand'})`).join('; ') : 'nobody says'}</dd>
      <dt>order of exposure</dt><dd>${i.order ? `from ${i.order}` : 'not known'}</dd>
      ${i.warnings.map((w) => html`<dt class="problem">note</dt><dd>${w}</dd>`)}</dl>` : nothing}
      ${this.declared ? html`<h3>Files to be used instead</h3><gt-parameters .workflow=${this.workflow} .declared=${this.declared}
        .values=${this.state.settings ?? {}}></gt-parameters>` : nothing}`;
  }
}
customElements.define('gt-inputs-dialog', InputsDialog);
