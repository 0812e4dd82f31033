// Shows the window the address names:
//   /                     the start page        views/start.js
//   /p/?folder=...        a folder of workflows views/project.js
//   /t/?folder=...        triage of a folder    views/triage.js
//   /w/ID                 the workflow window   views/workbench.js
//   /w/ID/NAME?...        a window of it        views/NAME.js
// Each view is a module that defines the element gt-NAME with the properties workflow (the ID) and params.
import { LitElement, css, html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import { applyTheme } from './lib/theme.js';
import { startTips } from './lib/tip.js';

const NAME = /^[a-z][a-z0-9-]*$/;
const FOLDER_VIEWS = { p: 'project', t: 'triage' };

function windowOf(location) {
  const [kind, id, name] = location.pathname.split('/').filter(Boolean);
  if (kind === 'w' && id) return { view: name ?? 'workbench', id };
  return { view: FOLDER_VIEWS[kind] ?? 'start' };
}

class App extends LitElement {
  static properties = { shown: { state: true }, problem: { state: true } };
  static styles = css`
    :host { display: block; height: 100%; }
    .problem { padding: var(--gap-4); max-width: 60ch; }
    .problem h1 { font-size: 1.3em; }
    a { color: light-dark(#1a5fb4, #8ab8ff); }
  `;

  connectedCallback() {
    super.connectedCallback();
    addEventListener('popstate', this.#show);
    addEventListener('gt-go', this.#go);
    this.#show();
  }

  // Any element may dispatch new CustomEvent('gt-go', {detail: '/w/…', bubbles: true, composed: true}).
  #go = (event) => {
    history.pushState(null, '', event.detail);
    this.#show();
  };

  #show = async () => {
    const { view, id } = windowOf(location);
    try {
      if (!NAME.test(view)) throw new Error(`there is no window named ${view}`);
      await import(`./views/${view}.js`);
      this.problem = null;
      this.shown = { view, id, params: new URLSearchParams(location.search), key: location.pathname + location.search };
    } catch (cause) {
      this.problem = cause;
    }
  };

  render() {
    if (this.problem) {
      return html`<div class="problem"><h1>This window cannot be shown</h1><p>${this.problem.message}</p>
        <a href="/">Start page</a></div>`;
    }
    if (!this.shown) return null;
    const { view, id, params, key } = this.shown;
    const tag = unsafeStatic(`gt-${view}`);
    return keyed(`${view} ${key}`, staticHtml`<${tag} .workflow=${id} .params=${params}></${tag}>`);
  }
}
customElements.define('gt-app', App);
applyTheme();
startTips();
