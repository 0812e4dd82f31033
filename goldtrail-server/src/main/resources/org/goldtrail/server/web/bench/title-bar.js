// The dark bar at the top: which series, where, what it is worth, whether the server is heard.
import { LitElement, css, html, nothing } from 'lit';
import { icon } from '../lib/icons.js';
import { look } from '../lib/look.js';
import { nextTheme, setTheme, theme } from '../lib/theme.js';

class TitleBar extends LitElement {
  static properties = { state: { attribute: false }, connected: { attribute: false }, refused: { type: Boolean }, heading: {} };
  static styles = [look, css`
    :host { display: flex; align-items: center; gap: var(--gap-3); padding: 0 var(--gap-2) 0 var(--gap-3); min-height: 3.05em; background: var(--window-bar); color: var(--window-bar-text); }
    a.home { display: flex; align-items: center; gap: 8px; color: var(--window-bar-text); font-weight: 600; }
    a.home:hover { text-decoration: none; }
    .home img { width: 1.7em; height: 1.7em; }
    h1 { font-size: 1.15em; }
    .folder { color: var(--window-bar-quiet); flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; direction: rtl; text-align: left; }
    .lost { display: flex; align-items: center; gap: 6px; color: #ffb4ad; font-weight: 600; }
    .dot { width: 0.62em; height: 0.62em; border-radius: 50%; background: #4cc46e; }
    button { color: var(--window-bar-text); }
    button.plain:hover:not(:disabled) { background: #ffffff1c; }
    .sep { color: var(--window-bar-quiet); }
  `];

  connectedCallback() {
    super.connectedCallback();
    addEventListener('gt-theme', this.#theme);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('gt-theme', this.#theme);
  }

  #theme = () => this.requestUpdate();

  render() {
    const { state } = this;
    const look = theme();
    return html`<a class="home" href="/" data-help="Start page: all workflows" @click=${this.#home}><img src="/web/icon.svg" alt=""> Goldtrail</a>
      <span class="sep">/</span><h1>${state?.name ?? this.heading}</h1>
      ${state?.verdict ? html`<span class="chip ${state.verdict.grade}" data-help=${state.verdict.line}>${state.verdict.grade}</span>` : nothing}
      <span class="folder mono" data-help=${state?.folder ?? nothing}><bdi>${state?.folder ?? ''}</bdi></span>
      ${state?.holder ? html`<span class="small" data-help="Who writes to the folder now">${icon('clock', 14)}</span>` : nothing}
      ${this.connected === null ? nothing : this.connected ? html`<span class="dot" role="img" aria-label="connected" data-help="Connected: what others change is shown by itself."></span>`
        : html`<span class="lost" role="alert">${icon('alert')} ${this.refused
          ? 'the server was started anew: open the address it has printed, in this browser' : 'connection lost; trying again …'}</span>`}
      <button class="plain" aria-label="Look: ${look}" data-help="Look: ${look}. Click for the next: as the system says, light, dark."
        @click=${() => setTheme(nextTheme())}>${icon({ auto: 'auto', light: 'sun', dark: 'moon' }[look])}</button>`;
  }

  #home(event) {
    event.preventDefault();
    dispatchEvent(new CustomEvent('gt-go', { detail: '/' }));
  }
}
customElements.define('gt-title-bar', TitleBar);
