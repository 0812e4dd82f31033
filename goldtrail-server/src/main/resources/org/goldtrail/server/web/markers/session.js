// The editing session of the working markers, as this window sees it. All windows of the workflow share the one on the
// server; what one of them changes, the others fetch.
import { get, ofWorkflow, post } from '../lib/api.js';

const key = (marker, tilt) => `${marker}/${tilt}`;

export class Session {
  observations = new Map();
  discarded = new Set();
  status = { revision: 0, unsaved: false, undo: '', redo: '' };
  fit = null;
  #told;
  #fitting = null;
  #wanted = false;

  // told: called after every change; link: to tell the other windows
  constructor(workflow, link, told) {
    this.base = `${ofWorkflow(workflow)}/markers`;
    this.link = link;
    this.#told = told;
    document.addEventListener('visibilitychange', this.#seenAgain);
  }

  close() {
    document.removeEventListener('visibilitychange', this.#seenAgain);
  }

  // A step may have run while another window was looked at.
  #seenAgain = () => {
    if (document.visibilityState === 'visible' && this.series) this.follow().catch(() => {}); // what is wrong is told by the next edit
  };

  // Resolves when the markers are here; the fit comes later.
  async load() {
    this.#take(await get(this.base));
    this.#told();
    this.refit();
  }

  #take({ series, session, discarded, markers }) {
    // An answer that an edit has overtaken on its way.
    if (session.baseVersion === this.status.baseVersion && session.revision < this.status.revision) return;
    this.series = series;
    this.observations.clear();
    this.#put(markers);
    this.discarded = new Set(discarded);
    this.status = session;
    this.#index();
  }

  #put({ marker, tilt, x, y, cc }) {
    for (let i = 0; i < marker.length; i++) {
      this.observations.set(key(marker[i], tilt[i]), { marker: marker[i], tilt: tilt[i], x: x[i], y: y[i], cc: cc[i] });
    }
  }

  #index() {
    this.byMarker = new Map();
    this.byTilt = new Map();
    for (const o of this.observations.values()) {
      if (!this.byMarker.has(o.marker)) this.byMarker.set(o.marker, []);
      this.byMarker.get(o.marker).push(o);
      if (!this.byTilt.has(o.tilt)) this.byTilt.set(o.tilt, []);
      this.byTilt.get(o.tilt).push(o);
    }
    this.markers = [...this.byMarker.keys()].sort((a, b) => a - b);
  }

  at(marker, tilt) { return this.observations.get(key(marker, tilt)); }

  // Does an edit, see Edit.java; resolves when it is done, before the fit is solved anew.
  async edit(change) {
    await this.#changed(await post(`${this.base}/edit`, change));
  }

  async undo() { if (this.status.undo) await this.#changed(await post(`${this.base}/undo`)); }
  async redo() { if (this.status.redo) await this.#changed(await post(`${this.base}/redo`)); }

  async #changed({ removed, added, discarded, session }) {
    for (let i = 0; i < removed.marker.length; i++) this.observations.delete(key(removed.marker[i], removed.tilt[i]));
    this.#put(added);
    this.discarded = new Set(discarded);
    this.status = session;
    this.#index();
    this.#told();
    this.link?.send('edited', { revision: session.revision });
    this.refit();
  }

  async save(note = '', overtake = false) {
    const { session, version } = await post(`${this.base}/save`, { note, overtake });
    this.status = session;
    this.#told();
    this.link?.send('edited', { revision: session.revision });
    return version;
  }

  // Forgets what is unsaved.
  async reload() {
    this.#take(await post(`${this.base}/reload`));
    this.#told();
    this.link?.send('edited', {});
    await this.refit();
  }

  // Another window has edited.
  async follow() {
    this.#take(await get(this.base));
    this.#told();
    await this.refit();
  }

  // Solves the present markers; edits that come meanwhile are solved once at the end.
  async refit() {
    if (this.#fitting) {
      this.#wanted = true;
      return this.#fitting;
    }
    this.#fitting = this.#fetchFit();
    try {
      await this.#fitting;
    } finally {
      this.#fitting = null;
    }
    return null;
  }

  async #fetchFit() {
    do {
      this.#wanted = false;
      const fit = await get(`${this.base}/fit`).catch((cause) => ({ problem: cause.message }));
      if (!fit.problem) {
        fit.residualOf = new Map();
        const { marker, tilt, dx, dy, weight } = fit.residuals;
        for (let i = 0; i < marker.length; i++) {
          fit.residualOf.set(key(marker[i], tilt[i]),
            dx[i] === null ? null : { dx: dx[i], dy: dy[i], weight: weight[i], length: Math.hypot(dx[i], dy[i]) });
        }
        fit.placeOf = new Map(fit.markers.map((m, i) => [m, i]));
      }
      this.fit = fit;
      this.#told();
    } while (this.#wanted);
  }

  residual(marker, tilt) { return this.fit?.residualOf?.get(key(marker, tilt)) ?? null; }

  // Where the model puts a marker in a view, or null. Of a discarded view the model knows no more than what its neighbours tell.
  reprojection(marker, tilt) {
    const place = this.fit?.placeOf?.get(marker);
    if (place === undefined || this.discarded.has(tilt)) return null;
    const at = 2 * (place * this.series.tiltsDeg.length + tilt);
    const x = this.fit.reprojections[at];
    return x === null || x === undefined ? null : { x, y: this.fit.reprojections[at + 1] };
  }

  // All observations as columns.
  table() {
    const all = [...this.observations.values()].sort((a, b) => a.marker - b.marker || a.tilt - b.tilt);
    return {
      marker: all.map((o) => o.marker), view: all.map((o) => o.tilt + 1), tiltDeg: all.map((o) => this.series.tiltsDeg[o.tilt]),
      x: all.map((o) => o.x), y: all.map((o) => o.y), score: all.map((o) => o.cc),
      residualPx: all.map((o) => this.residual(o.marker, o.tilt)?.length),
    };
  }

  snap(tilt, x, y) { return post(`${this.base}/snap`, { tilt, x, y }); }
  preview(trim) { return post(`${this.base}/preview`, trim); }
}
