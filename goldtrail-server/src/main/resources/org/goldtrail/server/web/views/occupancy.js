// The occupancy plot: which marker is present in which view. A dot for each observation; a click on it shows it in dmarkers.
import { LitElement, html } from 'lit';
import { OCCUPANCY as KEYS } from '../plots/keys.js';
import { Link } from '../plots/link.js';
import { ramp } from '../plots/palette.js';
import { csv } from '../plots/save.js';
import { degrees, median, px, tiltOrder, tiltTicks, viewName } from '../plots/series.js';
import { controls } from '../plots/window.js';
import '../plots/chart.js';
import { Session } from '../markers/session.js';

const STEPS = 12;
const COLOURS = { plain: 'one colour', residual: 'residual', score: 'score' };
const ORDERS = { position: 'position', length: 'length', residual: 'residual', number: 'number' };

class Occupancy extends LitElement {
  static properties = { workflow: {}, params: {}, colour: { state: true }, order: { state: true }, tick: { state: true },
    problem: { state: true }, picked: { state: true } };
  static styles = controls;

  constructor() {
    super();
    this.colour = 'plain';
    this.order = 'position';
    this.tick = 0;
  }

  async connectedCallback() {
    super.connectedCallback();
    this.link = new Link(this.workflow, 'occupancy', {
      edited: () => this.session.follow(),
      picked: ({ marker }) => (this.picked = marker),
    });
    this.session = new Session(this.workflow, this.link, () => this.tick++);
    try {
      await this.session.load();
    } catch (cause) {
      this.problem = cause;
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.link.close();
    this.session.close();
  }

  // Markers from top to bottom.
  #rows() {
    const { session } = this;
    const trails = session.markers.map((marker) => {
      const trail = session.byMarker.get(marker);
      const tilts = trail.map((o) => session.series.tiltsDeg[o.tilt]);
      return { marker, trail, first: Math.min(...tilts), last: Math.max(...tilts),
        residual: median(trail.map((o) => session.residual(marker, o.tilt)?.length ?? NaN)) };
    });
    const by = {
      number: (a, b) => a.marker - b.marker,
      length: (a, b) => b.trail.length - a.trail.length,
      residual: (a, b) => (b.residual || 0) - (a.residual || 0),
      position: (a, b) => a.first - b.first || b.last - a.last,
    }[this.order];
    return trails.sort((a, b) => by(a, b) || a.marker - b.marker);
  }

  #spec() {
    const { session } = this;
    const { series } = session;
    const order = tiltOrder(series.tiltsDeg);
    const column = new Map(order.map((section, at) => [section, at]));
    const rows = this.#rows();
    const points = rows.flatMap((row, at) => row.trail.map((o) => ({ ...o, at, residual: session.residual(o.marker, o.tilt)?.length })));
    const value = { residual: (p) => p.residual, score: (p) => p.cc, plain: () => 0 }[this.colour];
    const known = points.map(value).filter(Number.isFinite).sort((a, b) => a - b);
    const low = this.colour === 'score' ? known[Math.floor(known.length * 0.02)] ?? 0 : 0;
    const high = this.colour === 'score' ? known.at(-1) ?? 1 : known[Math.floor(known.length * 0.98)] ?? 1;
    this.scale = { low, high, known: known.length, unknown: points.length - known.length };
    const step = (p) => {
      const v = value(p);
      return Number.isFinite(v) ? Math.min(STEPS - 1, Math.max(0, Math.floor(((v - low) / (high - low || 1)) * STEPS))) : STEPS;
    };
    const colours = this.colour === 'plain' ? ['series-2'] : [...Array(STEPS).keys()].map((i) => {
      const f = i / (STEPS - 1);
      return ramp(this.colour === 'score' ? 1 - f : f);
    }).concat('text-quiet');
    const perTilt = order.map((section) => session.byTilt.get(section)?.length ?? 0);
    this.rows = rows;
    this.points = points;
    const labelled = rows.length <= 120;
    return {
      x: { label: 'tilt angle', range: [-0.7, order.length - 0.3], ticks: tiltTicks(series, order) },
      y: { label: `marker, by ${ORDERS[this.order]}`, range: [-0.7, rows.length - 0.3], up: false,
        ticks: labelled ? rows.map((row, at) => ({ value: at, text: String(row.marker) })) : undefined },
      layers: [
        ...order.flatMap((section, at) => (session.discarded.has(section)
          ? [{ kind: 'band', axis: 'x', from: at - 0.5, to: at + 0.5, alpha: 0.12 }] : [])),
        { kind: 'points', shape: 'cell', alpha: 1, x: points.map((p) => column.get(p.tilt)), y: points.map((p) => p.at),
          group: this.colour === 'plain' ? null : points.map(step), colours },
      ],
      legend: this.#legend(),
      margins: {
        top: { x: order.map((_, at) => at), y: perTilt, label: 'markers' },
        right: { x: rows.map((_, at) => at), y: rows.map((row) => row.trail.length), label: 'views' },
      },
    };
  }

  // What the colours mean, from the good end to the bad one.
  #legend() {
    if (this.colour === 'plain') return null;
    const { low, high, known, unknown } = this.scale;
    if (known === 0) return [{ colour: 'text-quiet', text: `${this.colour} not known` }];
    const isScore = this.colour === 'score';
    const [good, bad] = isScore ? [high, low] : [low, high];
    const words = (value) => (isScore ? value.toFixed(2) : px(value));
    const scale = [0, 0.25, 0.5, 0.75, 1].map((share) => ({ colour: ramp(share),
      text: `${share === 0 ? `${this.colour} ` : ''}${words(good + share * (bad - good))}${share === 1 ? isScore ? ' or less' : ' or more' : ''}` }));
    return unknown ? [...scale, { colour: 'text-quiet', text: 'not known' }] : scale;
  }

  #tip = ({ index }) => {
    const p = this.points[index];
    const residual = this.session.residual(p.marker, p.tilt);
    return `marker ${p.marker} in ${viewName(this.session.series, p.tilt)}\nresidual ${px(residual?.length)}`
      + `${p.cc === null ? '' : `, score ${p.cc.toFixed(2)}`}\ntrail of ${this.session.byMarker.get(p.marker).length} views`;
  };

  #pick = ({ detail }) => {
    const { marker, tilt } = this.points[detail.index];
    this.link.send('picked', { marker, tilt });
    this.link.showInEditor({ marker, tilt });
  };

  #exports(chart) {
    return {
      name: 'occupancy',
      csv: () => csv({
        marker: this.points.map((p) => p.marker), view: this.points.map((p) => p.tilt + 1),
        tiltDeg: this.points.map((p) => this.session.series.tiltsDeg[p.tilt]), x: this.points.map((p) => p.x),
        y: this.points.map((p) => p.y), score: this.points.map((p) => p.cc), residualPx: this.points.map((p) => p.residual),
      }),
      svg: () => chart().toSvg(),
      canvas: () => chart().toCanvas(),
    };
  }

  render() {
    const { session } = this;
    const series = session?.series;
    if (!series && !this.problem) return html`<gt-window .workflow=${this.workflow} heading="Occupancy" busy></gt-window>`;
    const spec = series ? this.#spec() : null;
    const chart = () => this.renderRoot.querySelector('gt-chart');
    const highlight = spec && this.picked !== undefined
      ? this.points.flatMap((p, index) => (p.marker === this.picked ? [{ layer: spec.layers.length - 1, index }] : [])) : [];
    const option = (names, value) => Object.entries(names).map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`);
    const discarded = session.discarded.size ? `, ${session.discarded.size} ${session.discarded.size === 1 ? 'view' : 'views'} discarded` : '';
    return html`<gt-window .workflow=${this.workflow} .keys=${KEYS} heading="Occupancy" .series=${series} .problem=${this.problem}
        .exports=${this.#exports(chart)}
        .note=${spec ? `${this.rows.length} markers, ${this.points.length} observations${discarded}. Bars: markers in each view, views of each marker.` : ''}>
      <label slot="tools">sort by <select id="order" @change=${(e) => (this.order = e.target.value)}>${option(ORDERS, this.order)}</select></label>
      <label slot="tools">colour <select id="colour" @change=${(e) => (this.colour = e.target.value)}>${option(COLOURS, this.colour)}</select></label>
      <span slot="tools" class="quiet">click: show in dmarkers · wheel: zoom · drag: move · double click: all</span>
      ${spec ? html`<gt-chart label="occupancy plot" .spec=${spec} .tip=${this.#tip} .highlight=${highlight} @gt-pick=${this.#pick}></gt-chart>` : null}
    </gt-window>`;
  }
}
customElements.define('gt-occupancy', Occupancy);
