// Pins: places with names, saved with the workflow. In a volume a pin is a place of the specimen (unbinned px from its centre) and
// shows in every tomogram of the series; in views it is a raw place of one section.
import { get, ofWorkflow, post, put, remove } from '../lib/api.js';
import { colour, stroke, text } from './colours.js';
import { rawPlace, specimenPlace, voxelOf } from './measures.js';
import { onPlane } from './planes.js';

export class Pins {
  constructor(source, changed) {
    this.source = source;
    this.changed = changed;
    this.all = [];
    this.chosen = null; // the number of one
    this.problem = null;
  }

  get #address() {
    return `${ofWorkflow(this.source.workflow)}/pins`;
  }

  // Whether pins can be set in this file: in volumes of the workflow and in raw views.
  get possible() {
    return ['raw', 'volume'].includes(this.source.info.placement);
  }

  // Those that can be shown in this file, with their place in it: [{ pin, place: [x, y, z] }], z being a section.
  get here() {
    const { info } = this.source;
    if (info.placement === 'volume') {
      return this.all.filter((pin) => pin.section === null).map((pin) => ({ pin, place: voxelOf(info, [pin.xPx, pin.yPx, pin.zPx]) }));
    }
    if (info.placement !== 'raw') return [];
    const own = (raw) => (raw - (info.binning - 1) / 2) / info.binning;
    return this.all.filter((pin) => pin.section !== null)
      .map((pin) => ({ pin, place: [own(pin.xPx), own(pin.yPx), pin.section] }));
  }

  get chosenHere() {
    return this.here.find(({ pin }) => pin.id === this.chosen) ?? null;
  }

  async load() {
    await this.#do(async () => (this.all = (await get(this.#address)).pins));
  }

  async add([x, y, z]) {
    const { info } = this.source;
    await this.#do(async () => {
      const body = info.placement === 'volume' ? body3(specimenPlace(info, [x, y, z]))
        : { section: z, ...body3([...(rawPlace(info, x, y) ?? [x, y]), 0]) };
      const pin = await post(this.#address, body);
      this.all = [...this.all, pin];
      this.chosen = pin.id;
    });
  }

  async rename(id, name) {
    await this.#do(async () => (this.all = (await put(`${this.#address}/${id}`, { name })).pins));
  }

  async remove(id) {
    await this.#do(async () => {
      this.all = (await remove(`${this.#address}/${id}`)).pins;
      if (this.chosen === id) this.chosen = null;
    });
  }

  choose(id) {
    this.chosen = id;
    this.changed();
  }

  async #do(work) {
    try {
      await work();
      this.problem = null;
    } catch (cause) {
      this.problem = cause;
    }
    this.changed();
  }

  painter(plane, section) {
    const reach = this.source.isVolume ? Math.max(2, 0.02 * this.source.info.width) : 0;
    return (context, view) => {
      for (const { pin, place } of this.here) {
        const { x, y, away } = onPlane(plane, place, section);
        if (Math.abs(away) > reach + 0.5) continue;
        context.globalAlpha = Math.max(0.35, 1 - Math.abs(away) / (reach + 1));
        draw(context, view.toScreen(x, y), pin.name, pin.id === this.chosen);
        context.globalAlpha = 1;
      }
    };
  }
}

const body3 = ([xPx, yPx, zPx]) => ({ xPx, yPx, zPx });

function draw(context, [x, y], name, chosen) {
  context.beginPath();
  context.moveTo(x, y);
  context.bezierCurveTo(x - 3, y - 8, x - 8, y - 11, x - 8, y - 17);
  context.arc(x, y - 17, 8, Math.PI, 0);
  context.bezierCurveTo(x + 8, y - 11, x + 3, y - 8, x, y);
  stroke(context, colour('pin'), chosen ? 2.5 : 1.5);
  if (chosen) {
    context.fillStyle = colour('pin');
    context.fill();
  }
  text(context, name, x + 11, y - 14, colour('pin'));
}
