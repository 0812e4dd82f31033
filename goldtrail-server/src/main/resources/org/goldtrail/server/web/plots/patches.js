// Patches around places in raw views, fetched many at once and kept as small bitmaps.
import { ApiError, ofWorkflow } from '../lib/api.js';

const AT_ONCE = 400;
const KEPT = 15_000;

export class Patches {
  #bitmaps = new Map();

  constructor(workflow, sidePx, shownPx) {
    this.address = `${ofWorkflow(workflow)}/plots/patches`;
    this.sidePx = sidePx;
    this.shownPx = shownPx;
  }

  #key({ tilt, x, y }) { return `${tilt} ${x.toFixed(1)} ${y.toFixed(1)}`; }

  // The picture around a place, if it is here; undefined else.
  known(place) { return this.#bitmaps.get(this.#key(place)); }

  // Fetches what is missing of the places; resolves when all are here.
  async want(places, signal) {
    const missing = places.filter((place) => !this.#bitmaps.has(this.#key(place)));
    for (let from = 0; from < missing.length; from += AT_ONCE) {
      await this.#fetch(missing.slice(from, from + AT_ONCE), signal);
    }
    return missing.length;
  }

  async #fetch(places, signal) {
    const response = await fetch(this.address, {
      method: 'POST', signal, headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ tilt: places.map((p) => p.tilt), x: places.map((p) => p.x), y: places.map((p) => p.y),
        sidePx: this.sidePx, shownPx: this.shownPx }),
    });
    if (!response.ok) throw new ApiError(response.status, (await response.json()).error);
    const side = Number(response.headers.get('X-Patch-Side'));
    const grey = new Uint8Array(await response.arrayBuffer());
    this.shownSide = side;
    places.forEach((place, i) => this.#keep(this.#key(place), picture(grey.subarray(i * side * side, (i + 1) * side * side), side)));
  }

  #keep(key, bitmap) {
    if (this.#bitmaps.size >= KEPT) this.#bitmaps.delete(this.#bitmaps.keys().next().value);
    this.#bitmaps.set(key, bitmap);
  }
}

// 8-bit grey, top row first, as a canvas.
export function picture(grey, side) {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const image = new ImageData(side, side);
  for (let i = 0; i < grey.length; i++) {
    image.data[4 * i] = image.data[4 * i + 1] = image.data[4 * i + 2] = grey[i];
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext('2d').putImageData(image, 0, 0);
  return canvas;
}
