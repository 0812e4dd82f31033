// What a person can do to the markers in dmarkers; the window itself only shows. Works on an element with session, tilt, marker,
// order, pointer, snapping, and the methods goTo, choose, say.

export const actions = (Base) => class extends Base {
  step(by) {
    const at = this.order.indexOf(this.tilt) + by;
    if (at >= 0 && at < this.order.length) this.goTo(this.order[at]);
  }

  stepMarker(by) {
    const { markers } = this.session;
    if (!markers.length) return;
    const at = markers.indexOf(this.marker);
    this.choose(markers[at < 0 ? 0 : (at + by + markers.length) % markers.length]);
  }

  // Does an edit and tells what is wrong if it is refused.
  async edit(change) {
    try {
      await this.session.edit(change);
      this.say('');
      return true;
    } catch (cause) {
      this.say(cause.message, true);
      return false;
    }
  }

  async #snapped(x, y, plain) {
    if (plain || !this.snapping) return { x, y };
    const place = await this.session.snap(this.tilt, x, y);
    return { x: place.x, y: place.y };
  }

  // Adds at a place: the chosen marker if it is missing in this view, else a new one.
  async add(x, y, fresh, plain = false) {
    const marker = !fresh && this.marker !== null && !this.session.at(this.marker, this.tilt) ? this.marker : -1;
    const tilt = this.tilt;
    const place = await this.#snapped(x, y, plain);
    const taken = this.markerAt(place.x, place.y, this.radiusPx * 0.5);
    if (taken !== null) {
      this.choose(taken);
      this.say(`marker ${taken} is at this place already`, true);
      return;
    }
    if (!(await this.edit({ kind: 'add', marker, tilt, ...place }))) return;
    if (marker < 0) this.choose(this.session.markers.at(-1));
  }

  addHere(fresh) {
    if (this.pointer) this.add(this.pointer.x, this.pointer.y, fresh);
    else this.say('point at a bead first', true);
  }

  async fill() {
    const model = this.marker === null ? null : this.session.reprojection(this.marker, this.tilt);
    if (!model) return this.say('choose a marker that the model can place', true);
    if (this.session.at(this.marker, this.tilt)) return this.say(`marker ${this.marker} is in this view already`, true);
    return this.add(model.x, model.y, false);
  }

  async move(marker, x, y, plain) {
    const place = await this.#snapped(x, y, plain);
    await this.edit({ kind: 'move', marker, tilt: this.tilt, ...place });
  }

  deleteObservation() {
    if (this.marker === null || !this.session.at(this.marker, this.tilt)) return this.say('choose a marker of this view', true);
    return this.edit({ kind: 'delete', markers: [this.marker], tilts: [this.tilt] });
  }

  async deleteMarker() {
    if (this.marker === null) return this.say('choose a marker first', true);
    const gone = this.marker;
    if (await this.edit({ kind: 'deleteMarkers', markers: [gone] })) this.choose(null);
    return null;
  }

  beginMerge() {
    if (this.marker === null) return this.say('choose the marker that is to stay', true);
    this.merging = true;
    return this.say(`click the marker that becomes part of marker ${this.marker}; Esc leaves it`);
  }

  async merge(other) {
    this.merging = false;
    await this.edit({ kind: 'merge', marker: this.marker, other });
  }

  split() {
    if (this.marker === null) return this.say('choose a marker first', true);
    return this.edit({ kind: 'split', marker: this.marker, tilt: this.tilt });
  }

  discard(away) {
    return this.edit({ kind: away ? 'discard' : 'restore', tilts: [this.tilt] });
  }

  // The next view, from here on, inside of a trail, where the marker is missing though the model can place it in the field.
  nextGap(ofAny) {
    const { session, order } = this;
    const here = order.indexOf(this.tilt);
    const markers = ofAny || this.marker === null ? session.markers : [this.marker];
    const { width, height } = session.series;
    for (let i = 1; i <= order.length; i++) {
      const section = order[(here + i) % order.length];
      if (session.discarded.has(section)) continue;
      for (const marker of markers) {
        const model = session.reprojection(marker, section);
        if (!model || session.at(marker, section) || model.x < 0 || model.y < 0 || model.x > width - 1 || model.y > height - 1) continue;
        this.goTo(section);
        this.choose(marker);
        this.centre();
        return this.say(`marker ${marker} is missing here; f puts it where the model expects it`);
      }
    }
    return this.say(ofAny ? 'no marker is missing anywhere' : 'this marker is missing nowhere in the field');
  }

  // The largest residual; asked again, the next one.
  largestResidual() {
    const { session } = this;
    const ranked = [...session.observations.values()].map((o) => ({ ...o, length: session.residual(o.marker, o.tilt)?.length ?? -1 }))
      .sort((a, b) => b.length - a.length);
    const here = ranked.findIndex((o) => o.marker === this.marker && o.tilt === this.tilt);
    const next = ranked[here === this.lastRank ? here + 1 : 0] ?? ranked[0];
    if (!next || next.length < 0) return this.say('there is no fit to tell residuals by', true);
    this.lastRank = ranked.indexOf(next);
    this.goTo(next.tilt);
    this.choose(next.marker);
    this.centre();
    return this.say(`residual ${next.length.toFixed(2)} px, number ${this.lastRank + 1} of ${ranked.length}`);
  }

  // The marker whose observation lies nearest to a place of this view, within a distance; null if none does.
  markerAt(x, y, reach) {
    let best = null;
    let distance = reach;
    for (const o of this.session.byTilt.get(this.tilt) ?? []) {
      const d = Math.hypot(o.x - x, o.y - y);
      if (d < distance) {
        distance = d;
        best = o.marker;
      }
    }
    return best;
  }
};
