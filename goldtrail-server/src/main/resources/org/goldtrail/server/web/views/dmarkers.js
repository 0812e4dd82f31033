// dmarkers: the editor of the working markers. The view with its markers and reprojections, the list of markers, and the chosen
// one followed through all tilts. Nothing is permanent before it is saved.
import { LitElement, css, html } from 'lit';
import { actions } from '../markers/editor-actions.js';
import { KEYS, editorKeys, isTyping } from '../markers/editor-keys.js';
import { markerTable } from '../markers/marker-table.js';
import { painter } from '../markers/overlay.js';
import { askBeforeLeaving, saveKeys } from '../markers/save-bar.js';
import { Session } from '../markers/session.js';
import { Link } from '../plots/link.js';
import { csv } from '../plots/save.js';
import { px, tiltOrder, viewName } from '../plots/series.js';
import { controls } from '../plots/window.js';
import { STANDARD } from '../viewer/contrast.js';
import { ImageSource } from '../viewer/image-source.js';
import '../markers/strip.js';
import '../viewer/histogram-panel.js';
import '../viewer/image-canvas.js';
import '../viewer/key-help.js';

class Dmarkers extends actions(LitElement) {
  static properties = { workflow: {}, params: {}, tilt: { state: true }, marker: { state: true }, source: { state: true },
    tick: { state: true }, problem: { state: true }, said: { state: true }, contrast: { state: true }, options: { state: true },
    image: { state: true }, merging: { state: true }, snapping: { state: true }, sort: { state: true } };
  static styles = [controls, css`
    gt-image-canvas { flex: 1; min-height: 0; }
    .side { width: calc(268px * var(--unit)); padding: var(--gap-2); display: flex; flex-direction: column; gap: var(--gap-2); }
    .list { flex: 1; overflow: auto; min-height: 60px; border: 1px solid var(--line); border-radius: var(--radius); }
    .list table { cursor: pointer; }
    .list th { cursor: pointer; padding: 3px 5px; border-bottom: 1px solid var(--line); }
    .list tr.on { scroll-margin-top: 2em; }
    .list td:first-child, .list th:first-child { padding-left: 8px; }
    .swatch { display: inline-block; width: .7em; height: .7em; border-radius: 50%; margin-right: .45em; }
    .where { min-width: 10.5em; text-align: center; font-variant-numeric: tabular-nums; }
    .discarded { color: var(--failed); font-weight: 600; }
    input[type="range"] { width: 10em; }
  `];

  #drag = null;
  #began = false;

  constructor() {
    super();
    this.tilt = 0;
    this.marker = null;
    this.tick = 0;
    this.contrast = STANDARD;
    this.snapping = true;
    this.sort = 'marker';
    this.options = { reprojections: true, vectors: true, labels: true, magnify: 20 };
    this.painters = [painter(this)];
  }

  async connectedCallback() {
    super.connectedCallback();
    this.link = new Link(this.workflow, 'dmarkers', {
      goto: ({ tilt, marker, x, y }) => this.#show(tilt, marker, x, y),
      edited: () => this.session.follow(),
    });
    this.session = new Session(this.workflow, this.link, () => {
      this.tick++;
      this.canvas?.repaint();
    });
    this.endAsking = askBeforeLeaving(this.session);
    addEventListener('keydown', this.#key);
    const source = ImageSource.open(this.workflow, { item: 'rawStack' });
    source.catch(() => {}); // told below, after the markers
    try {
      await this.session.load();
      this.order = tiltOrder(this.session.series.tiltsDeg);
      const lowest = this.order.reduce((a, b) => (Math.abs(this.session.series.tiltsDeg[b]) < Math.abs(this.session.series.tiltsDeg[a]) ? b : a));
      const number = (name) => (this.params?.has(name) ? Number(this.params.get(name)) : undefined);
      this.tilt = this.order.includes(number('tilt')) ? number('tilt') : lowest;
      this.source = await source;
      if (number('marker') !== undefined) this.choose(number('marker'));
    } catch (cause) {
      this.problem = cause;
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.link.close();
    this.session.close();
    this.endAsking();
    removeEventListener('keydown', this.#key);
  }

  get canvas() { return this.renderRoot.querySelector('gt-image-canvas'); }
  get radiusPx() { return this.session?.series?.beadRadiusPx ?? 8; }
  get drag() { return this.#drag; }

  updated(changed) {
    if (!this.#began && this.source && this.canvas) {
      this.#began = true;
      if (this.marker !== null) this.canvas.updateComplete.then(() => this.centre());
    }
    this.canvas?.repaint();
    if (changed.has('marker')) this.renderRoot.querySelector('#markers tr.on')?.scrollIntoView({ block: 'nearest' });
  }

  #show(tilt, marker, x, y) {
    this.goTo(tilt);
    if (marker !== undefined) {
      this.choose(marker);
      this.centre();
    } else if (x !== undefined) {
      this.canvas.centreOn(x, y, Math.max(this.canvas.view.zoom, 1));
    }
  }

  goTo(tilt) {
    this.tilt = tilt;
  }

  choose(marker) {
    if (marker === null) this.merging = false;
    this.marker = marker !== null && this.session.byMarker.has(marker) ? marker : null;
    if (this.marker !== null) this.link.send('picked', { marker: this.marker, tilt: this.tilt });
  }

  centre() {
    const at = this.marker === null ? null : this.session.at(this.marker, this.tilt) ?? this.session.reprojection(this.marker, this.tilt);
    if (at) this.canvas?.centreOn(at.x, at.y, Math.max(this.canvas.view.zoom, Math.min(2, 22 / this.radiusPx)));
  }

  zoom(factor) { this.canvas.show(this.canvas.view.zoomed(factor)); }
  toggle(name) { this.options = { ...this.options, [name]: !this.options[name] }; }
  help() { this.renderRoot.querySelector('gt-key-help').toggle(); }

  say(text, bad = false) {
    this.said = text ? { text, bad } : null;
  }

  #key = (event) => {
    if (!this.source || isTyping(event)) return;
    if (saveKeys(event, this.session, () => this.renderRoot.querySelector('gt-save-bar'))) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys = editorKeys(this);
    const action = (event.shiftKey && keys[`Shift+${event.key}`]) || keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  #pointer = ({ detail }) => {
    const { type, x, y, inside, original } = detail;
    this.pointer = inside ? { x, y } : null;
    const reach = Math.max(this.radiusPx * 1.3, 8 / this.canvas.view.zoom);
    if (type === 'down') this.#down(this.markerAt(x, y, reach), x, y);
    else if (type === 'move') this.#move(this.markerAt(x, y, reach), x, y);
    else if (type === 'up') this.#up(original);
    else if (type === 'dblclick' && inside && this.markerAt(x, y, reach) === null) this.add(x, y, false, original.altKey);
    else if (type === 'leave') this.pointer = null;
  };

  #down(marker, x, y) {
    if (this.merging && marker !== null && marker !== this.marker) {
      this.merge(marker);
      return;
    }
    if (marker === null) return;
    this.choose(marker);
    const seen = this.session.at(marker, this.tilt);
    this.#drag = { marker, x: seen.x, y: seen.y, fromX: x - seen.x, fromY: y - seen.y, startX: x, startY: y, moved: false };
  }

  #move(marker, x, y) {
    if (this.#drag) {
      this.#drag.moved ||= Math.hypot(x - this.#drag.startX, y - this.#drag.startY) * this.canvas.view.zoom > 3;
      this.#drag.x = x - this.#drag.fromX;
      this.#drag.y = y - this.#drag.fromY;
      this.canvas.repaint();
    } else if (this.hover !== marker) {
      this.hover = marker;
      this.canvas.repaint();
    }
  }

  async #up(original) {
    const drag = this.#drag;
    if (drag?.moved) await this.move(drag.marker, drag.x, drag.y, original.altKey);
    this.#drag = null;
    this.canvas.repaint();
  }

  #option(name, text, key, more = '') {
    return html`<button id=${name} aria-pressed=${this.options[name]} title=${`${text}${more} (${key})`} @click=${() => this.toggle(name)}>${text}</button>`;
  }

  #tools() {
    const { session, tilt } = this;
    const at = this.order.indexOf(tilt);
    const isDiscarded = session.discarded.has(tilt);
    return html`
      <span slot="tools" class="group"><button title="view before (←)" ?disabled=${at === 0} @click=${() => this.step(-1)}>◀</button>
        <span class="where" id="view">${viewName(session.series, tilt)}</span>
        <button title="next view (→)" ?disabled=${at === this.order.length - 1} @click=${() => this.step(1)}>▶</button></span>
      <input slot="tools" type="range" aria-label="view" min="0" max=${this.order.length - 1} .value=${String(at)} @input=${(e) => this.goTo(this.order[Number(e.target.value)])}>
      <button slot="tools" id="discard" class=${isDiscarded ? 'discarded' : ''} title=${isDiscarded ? 'take the view back (Shift + x)' : 'discard the view (x)'}
        @click=${() => this.discard(!isDiscarded)}>${isDiscarded ? 'discarded' : 'discard'}</button>
      <span slot="tools" class="bar"></span>
      <button slot="tools" id="snapping" aria-pressed=${this.snapping} title="moved and added markers go to the bead (hold Alt for once not)"
        @click=${() => (this.snapping = !this.snapping)}>snap</button>
      <span slot="tools" class="group">${this.#option('reprojections', 'model', 'p')}${this.#option('vectors', 'residuals', 'v', `, ${this.options.magnify} times magnified`)}${this.#option('labels', 'numbers', 'l')}</span>
      <button slot="tools" id="gap" title="next gap (g)" @click=${() => this.nextGap(this.marker === null)}>next gap</button>
      <button slot="tools" id="worst" title="largest residual, then the next (r)" @click=${() => this.largestResidual()}>largest residual</button>
      <gt-save-bar slot="title" .session=${session} .tick=${this.tick}></gt-save-bar>
      <button slot="tools" id="help" title="keys (?)" @click=${() => this.help()}>?</button>`;
  }

  #note() {
    const { session, tilt } = this;
    if (this.said) return this.said.text;
    const summary = session.fit?.summary;
    const here = session.byTilt.get(tilt)?.length ?? 0;
    return `${here} of ${session.markers.length} markers in this view; ${summary ? `mean residual ${px(summary.meanPx, 3)}${session.fit.millis >= 1 ? `, solved in ${session.fit.millis.toFixed(0)} ms` : ''}` : session.fit?.problem ?? 'solving …'}`;
  }

  #exports() {
    return { name: 'markers', csv: () => csv(this.session.table()), canvas: () => {
      const offscreen = this.canvas.picture();
      const canvas = document.createElement('canvas');
      canvas.width = offscreen.width;
      canvas.height = offscreen.height;
      canvas.getContext('2d').drawImage(offscreen, 0, 0);
      return canvas;
    } };
  }

  render() {
    const ready = this.source && this.session?.byMarker && this.order;
    return html`<gt-window .workflow=${this.workflow} heading="dmarkers" .series=${this.session?.series} .problem=${this.problem}
        .exports=${ready ? this.#exports() : null} ?busy=${!ready && !this.problem} .note=${ready ? this.#note() : ''}>
      ${ready && !this.problem ? html`${this.#tools()}
        <gt-image-canvas .source=${this.source} .section=${this.tilt} .contrast=${this.contrast} .painters=${this.painters}
          .fade=${this.session.discarded.has(this.tilt) ? 0.6 : 0} .ahead=${this.#neighbours()}
          @gt-step=${({ detail }) => this.step(detail.by)} @gt-pointer=${this.#pointer}
          @gt-shown=${({ detail }) => (this.image = detail.image)} @gt-problem=${({ detail }) => this.say(detail.cause.message, true)}></gt-image-canvas>
        <gt-marker-strip .workflow=${this.workflow} .session=${this.session} .order=${this.order} .marker=${this.marker} .tilt=${this.tilt}
          .tick=${this.tick} @gt-tilt=${({ detail }) => this.goTo(detail.tilt)}></gt-marker-strip>
        <div class="side" slot="side">
          <div class="list">${markerTable(this)}</div>
          ${this.image ? html`<gt-histogram .image=${this.image} .contrast=${this.contrast}
            @gt-contrast=${({ detail }) => (this.contrast = detail.contrast)}></gt-histogram>` : null}
        </div>
        <gt-key-help .keys=${KEYS}></gt-key-help>` : null}
    </gt-window>`;
  }

  #neighbours() {
    const at = this.order.indexOf(this.tilt);
    return [at + 1, at - 1, at + 2].map((i) => this.order[i]).filter((section) => section !== undefined);
  }
}
customElements.define('gt-dmarkers', Dmarkers);
