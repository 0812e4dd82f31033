// Scissors: trims observations or whole markers by their residuals, above a line that is dragged or inside a lasso. The fit is
// solved anew while one drags, and what would be lost is told before anything is done.
import { LitElement, css, html } from 'lit';
import { SCISSORS as KEYS } from '../plots/keys.js';
import { Link } from '../plots/link.js';
import { csv } from '../plots/save.js';
import { median, px, tiltOrder, tiltTicks, viewName } from '../plots/series.js';
import { range } from '../plots/scale.js';
import { controls } from '../plots/window.js';
import '../plots/chart.js';
import '../markers/save-bar.js';
import { askBeforeLeaving, saveKeys } from '../markers/save-bar.js';
import { Session } from '../markers/session.js';
import { lossTable } from '../markers/loss-table.js';

const BY = { tilt: 'along the tilts', marker: 'along the markers', rank: 'by rank' };

class Scissors extends LitElement {
  static properties = { workflow: {}, params: {}, what: { state: true }, by: { state: true }, tool: { state: true }, threshold: { state: true },
    lassoed: { state: true }, preview: { state: true }, tick: { state: true }, problem: { state: true }, said: { state: true },
    asking: { state: true } };
  static styles = [controls, css`.figure { font-size: 1.15em; font-weight: 600; }`];

  #again = false;
  #leaveOut = false;

  constructor() {
    super();
    this.what = 'observations';
    this.by = 'tilt';
    this.tool = 'pan';
    this.tick = 0;
    this.asking = false;
    this.threshold = null;
    this.lassoed = null;
  }

  async connectedCallback() {
    super.connectedCallback();
    this.link = new Link(this.workflow, 'scissors', { edited: () => this.session.follow() });
    this.session = new Session(this.workflow, this.link, () => this.tick++);
    this.endAsking = askBeforeLeaving(this.session);
    addEventListener('keydown', this.#key);
    try {
      await this.session.load();
      await this.session.refit();
      if (this.session.fit?.problem) this.problem = { message: this.session.fit.problem, hint: 'run the indexing first' };
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

  #key = (event) => saveKeys(event, this.session, () => this.renderRoot.querySelector('gt-save-bar'));

  // What the dots stand for: observations, or markers with the median of their residuals.
  #dots() {
    const { session } = this;
    const seen = [...session.observations.values()].filter((o) => session.residual(o.marker, o.tilt));
    const dots = this.what === 'observations'
      ? seen.map((o) => ({ ...o, value: session.residual(o.marker, o.tilt).length }))
      : session.markers.map((marker) => {
        const trail = seen.filter((o) => o.marker === marker);
        return { marker, count: trail.length, value: median(trail.map((o) => session.residual(marker, o.tilt).length)) };
      }).filter((dot) => Number.isFinite(dot.value));
    const order = tiltOrder(session.series.tiltsDeg);
    const column = new Map(order.map((section, at) => [section, at]));
    const row = new Map(session.markers.map((marker, at) => [marker, at]));
    const ranked = [...dots].sort((a, b) => b.value - a.value);
    const rank = new Map(ranked.map((dot, at) => [dot, at + 1]));
    for (const dot of dots) {
      dot.at = this.by === 'rank' ? rank.get(dot) : this.what === 'markers' || this.by === 'marker' ? row.get(dot.marker)
        : column.get(dot.tilt);
    }
    return { dots, order };
  }

  #isCut(dot, at) {
    return this.lassoed ? this.lassoed.has(at) : this.threshold !== null && dot.value > this.threshold;
  }

  #spec() {
    const { session } = this;
    const { dots, order } = this.#dots();
    this.dots = dots;
    const cut = dots.map((dot, at) => (this.#isCut(dot, at) ? 1 : 0));
    const high = range([dots.map((dot) => dot.value)])[1];
    const alongTilts = this.what === 'observations' && this.by === 'tilt';
    const x = this.by === 'rank'
      ? { label: 'rank', range: [0, dots.length + 1] }
      : alongTilts ? { label: 'tilt angle', range: [-0.7, order.length - 0.3], ticks: tiltTicks(session.series, order) }
        : { label: 'marker', range: [-0.7, session.markers.length - 0.3],
          ticks: session.markers.map((marker, at) => ({ value: at, text: String(marker) })) };
    const unit = this.what === 'observations' ? 'residual, px' : 'median residual, px';
    const line = this.threshold ?? high * 0.98;
    return {
      key: `${this.what} ${this.by}`,
      x, y: { label: unit, range: [0, high * 1.02] },
      layers: [{ kind: 'points', x: dots.map((d) => d.at), y: dots.map((d) => d.value), size: this.what === 'markers' ? 9 : 5,
        group: cut, colours: ['series-1', 'series-2'] }],
      marks: [{ axis: 'y', value: line, draggable: true, colour: 'failed',
        label: this.threshold === null ? 'drag down to trim' : `trim above ${line.toFixed(2)} px` }],
      legend: [{ colour: 'series-1', text: `kept, ${cut.length - cut.reduce((a, b) => a + b, 0)}` },
        { colour: 'series-2', text: `would go, ${cut.reduce((a, b) => a + b, 0)}` }],
    };
  }

  get #trim() {
    const { dots } = this.#dots();
    const cut = dots.filter((dot, at) => this.#isCut(dot, at));
    return this.what === 'markers' ? { wholeMarkers: cut.map((d) => d.marker) }
      : { markers: cut.map((d) => d.marker), tilts: cut.map((d) => d.tilt) };
  }

  // Solves for what is cut now; while one solution is on its way, only the last wish counts.
  async #ask(leaveOut) {
    this.#leaveOut = leaveOut;
    if (this.asking) {
      this.#again = true;
      return;
    }
    this.asking = true;
    try {
      do {
        this.#again = false;
        const trim = this.#trim;
        if (!(trim.markers ?? trim.wholeMarkers).length) {
          this.preview = null;
          continue;
        }
        this.preview = await this.session.preview({ ...trim, leaveOut: this.#leaveOut });
        this.said = null;
      } while (this.#again);
    } catch (cause) {
      this.said = cause.message;
      this.preview = null;
    } finally {
      this.asking = false;
    }
  }

  #drag = ({ detail }) => {
    this.lassoed = null;
    this.threshold = Math.max(0, detail.value);
    this.#ask(detail.done);
  };

  #type = (event) => {
    this.lassoed = null;
    this.threshold = event.target.value === '' ? null : Number(event.target.value);
    this.#ask(true);
  };

  #lasso = ({ detail }) => {
    this.threshold = null;
    this.lassoed = new Set(this.dots.flatMap((dot, at) => (detail.contains(dot.at, dot.value) ? [at] : [])));
    this.#ask(true);
  };

  #pick = ({ detail }) => {
    const dot = this.dots[detail.index];
    const tilt = dot.tilt ?? this.session.byMarker.get(dot.marker)[0].tilt;
    this.link.send('picked', { marker: dot.marker });
    this.link.showInEditor({ marker: dot.marker, tilt });
  };

  #reset = () => {
    this.threshold = null;
    this.lassoed = null;
    this.preview = null;
    this.said = null;
  };

  #apply = async () => {
    const trim = this.#trim;
    try {
      await this.session.edit(this.what === 'markers' ? { kind: 'deleteMarkers', markers: trim.wholeMarkers }
        : { kind: 'delete', markers: trim.markers, tilts: trim.tilts });
      this.#reset();
    } catch (cause) {
      this.said = cause.message;
    }
  };

  #switch(name, value) {
    this[name] = value;
    this.#reset();
  }

  #tip = ({ index }) => {
    const dot = this.dots[index];
    return this.what === 'markers' ? `marker ${dot.marker}, ${dot.count} observations\nmedian residual ${px(dot.value)}`
      : `marker ${dot.marker} in ${viewName(this.session.series, dot.tilt)}\nresidual ${px(dot.value)}`;
  };

  #tools() {
    const option = (names, value) => Object.entries(names).map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`);
    return html`
      <span slot="tools" class="group">
        ${['observations', 'markers'].map((what) => html`<button id=${what} aria-pressed=${this.what === what}
          @click=${() => this.#switch('what', what)}>${what}</button>`)}</span>
      <label slot="tools">shown <select id="by" @change=${(e) => this.#switch('by', e.target.value)}>${option(BY, this.by)}</select></label>
      <button slot="tools" id="lasso" aria-pressed=${this.tool === 'lasso'} title="draw around what should go (or Shift and drag)"
        @click=${() => (this.tool = this.tool === 'lasso' ? 'pan' : 'lasso')}>lasso</button>
      <label slot="tools">trim above <input id="threshold" type="number" min="0" step="0.05" .value=${this.threshold === null ? '' : this.threshold.toFixed(2)}
        @change=${this.#type}> px</label>
      <button slot="tools" id="apply" class="main" ?disabled=${!this.preview || this.asking} @click=${this.#apply}>✂ trim</button>
      <button slot="tools" id="cancel" ?disabled=${this.threshold === null && !this.lassoed} @click=${this.#reset}>leave it</button>`;
  }

  render() {
    const { session } = this;
    const ready = session?.series && session.fit && !session.fit.problem;
    const spec = ready && !this.problem ? this.#spec() : null;
    const chart = () => this.renderRoot.querySelector('gt-chart');
    const exports = {
      name: 'residuals', svg: () => chart().toSvg(), canvas: () => chart().toCanvas(),
      csv: () => csv({ marker: this.dots.map((d) => d.marker), view: this.dots.map((d) => (d.tilt === undefined ? null : d.tilt + 1)),
        residualPx: this.dots.map((d) => d.value), trimmed: this.dots.map((d, at) => (this.#isCut(d, at) ? 1 : 0)) }),
    };
    return html`<gt-window .workflow=${this.workflow} .keys=${KEYS} heading="Scissors: trim markers" .series=${session?.series} .problem=${this.problem}
        .exports=${exports} ?busy=${!ready && !this.problem} .note=${spec ? `${session.fit.summary.model}; nothing is permanent before it is saved` : ''}>
      ${spec ? this.#tools() : null}
      <gt-save-bar slot="title" .session=${session} .tick=${this.tick}></gt-save-bar>
      ${spec ? html`<gt-chart label="residuals" .spec=${spec} .tip=${this.#tip} .tool=${this.tool}
          @gt-threshold=${this.#drag} @gt-lasso=${this.#lasso} @gt-pick=${this.#pick}></gt-chart>
        <div class="side" slot="side">${lossTable(session, this.preview, this.asking)}
          ${this.said ? html`<p class="bad" role="alert">${this.said}</p>` : null}</div>` : null}
    </gt-window>`;
  }
}
customElements.define('gt-scissors', Scissors);
