// The cloud: x and y of the peaks or markers of all views laid over each other, before and after the selection.
import { LitElement, html } from 'lit';
import { get, ofWorkflow } from '../lib/api.js';
import { field } from '../plots/layers.js';
import { CLOUD as KEYS } from '../plots/keys.js';
import { Link } from '../plots/link.js';
import { Peaks } from '../plots/peaks.js';
import { csv } from '../plots/save.js';
import { viewName } from '../plots/series.js';
import { controls } from '../plots/window.js';
import '../plots/chart.js';

const SOURCES = { peaks: 'all peaks', selectedPeaks: 'selected peaks', both: 'both', markers: 'working markers' };

class Cloud extends LitElement {
  static properties = { workflow: {}, params: {}, source: { state: true }, peaks: { state: true }, markers: { state: true },
    problem: { state: true }, chosen: { state: true } };
  static styles = controls;

  async connectedCallback() {
    super.connectedCallback();
    const wanted = this.params?.get('source');
    this.source = SOURCES[wanted] ? wanted : 'both';
    this.link = new Link(this.workflow, 'cloud', { peaks: ({ chosen }) => (this.chosen = new Set(chosen)), edited: () => this.#loadMarkers() });
    await this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.link.close();
  }

  async #load() {
    try {
      this.problem = null;
      if (this.source === 'markers') await this.#loadMarkers();
      else this.peaks ??= await Peaks.load(this.workflow);
    } catch (cause) {
      this.problem = cause;
    }
  }

  async #loadMarkers() {
    if (this.source === 'markers') this.markers = await get(`${ofWorkflow(this.workflow)}/markers`);
  }

  get #series() { return this.source === 'markers' ? this.markers?.series : this.peaks?.series; }

  #spec() {
    const { width, height } = this.#series;
    const axes = { key: this.source, equal: true, x: { label: 'x, px', range: [-0.5, width - 0.5] }, y: { label: 'y, px', range: [-0.5, height - 0.5] } };
    if (this.source === 'markers') {
      const { x, y } = this.markers.markers;
      return { ...axes, layers: [{ kind: 'points', x, y, size: 3, colour: 'series-3' }, field(this.#series)],
        legend: [{ colour: 'series-3', text: `working markers, ${x.length} observations` }] };
    }
    const { x, y, selected, count, selectedCount } = this.peaks;
    const after = this.source === 'selectedPeaks' && this.peaks.isSelected;
    const plain = this.source === 'peaks' || !this.peaks.isSelected;
    const legend = [];
    if (!after) legend.push({ colour: 'series-2', text: plain ? `all peaks, ${count}` : `rejected, ${count - selectedCount}` });
    if (!plain) legend.push({ colour: 'series-1', text: `selected, ${selectedCount}` });
    return {
      ...axes, legend,
      layers: [{ kind: 'points', x, y, size: 2.4, group: plain ? null : selected, colours: plain ? ['series-2'] : ['series-2', 'series-1'],
        hidden: after ? Uint8Array.from(selected, (s) => 1 - s) : null }, field(this.peaks.series)],
    };
  }

  #observations() {
    const { marker, tilt, x, y, cc } = this.markers.markers;
    return { marker, view: tilt.map((t) => t + 1), tiltDeg: tilt.map((t) => this.#series.tiltsDeg[t]), x, y, score: cc };
  }

  #tip = ({ index }) => {
    if (this.source === 'markers') {
      const { marker, tilt } = this.markers.markers;
      return `marker ${marker[index]} in ${viewName(this.#series, tilt[index])}`;
    }
    const p = this.peaks;
    return `${viewName(p.series, p.tilt[index])}\nCC ${p.cc[index].toFixed(2)}, merit ${p.rotationalMerit[index].toFixed(2)}`;
  };

  #pick = ({ detail }) => {
    if (this.source === 'markers') {
      const { marker, tilt } = this.markers.markers;
      this.link.showInEditor({ marker: marker[detail.index], tilt: tilt[detail.index] });
    } else {
      this.link.send('peaks', { chosen: [detail.index] });
      this.chosen = new Set([detail.index]);
    }
  };

  #lasso = ({ detail }) => {
    if (this.source === 'markers') return;
    const { x, y, count } = this.peaks;
    const chosen = [...Array(count).keys()].filter((i) => detail.contains(x[i], y[i]));
    this.chosen = new Set(chosen);
    this.link.send('peaks', { chosen });
  };

  #choose = (event) => {
    this.source = event.target.value;
    this.#load();
  };

  render() {
    const series = this.#series;
    const spec = series ? this.#spec() : null;
    const chart = () => this.renderRoot.querySelector('gt-chart');
    const exports = {
      name: 'cloud', svg: () => chart().toSvg(), canvas: () => chart().toCanvas(),
      csv: () => (this.source === 'markers' ? csv(this.#observations()) : csv(this.peaks.columns())),
    };
    const highlight = this.source === 'markers' ? [] : [...(this.chosen ?? [])].slice(0, 3000).map((index) => ({ layer: 0, index }));
    return html`<gt-window .workflow=${this.workflow} .keys=${KEYS} heading="Cloud of observations" .series=${series} .problem=${this.problem}
        .exports=${exports} ?busy=${!series && !this.problem}
        .note=${this.chosen?.size ? `${this.chosen.size} peaks chosen` : this.peaks && !this.peaks.isSelected && this.source !== 'markers'
          ? 'the positions of all views laid over each other; nothing is selected yet: run the step peak selection' : 'the positions of all views laid over each other'}>
      <label slot="tools">show <select id="source" @change=${this.#choose}>
        ${Object.entries(SOURCES).map(([key, text]) => html`<option value=${key} ?selected=${key === this.source}>${text}</option>`)}</select></label>
      <span slot="tools" class="quiet">wheel: zoom · drag: move · Shift and drag: choose · double click: all</span>
      ${spec ? html`<gt-chart label="cloud of observations" .spec=${spec} .tip=${this.#tip} .highlight=${highlight}
        @gt-pick=${this.#pick} @gt-lasso=${this.#lasso}></gt-chart>` : null}
    </gt-window>`;
  }
}
customElements.define('gt-cloud', Cloud);
