// The images of one file: what it is, and its planes as raw numbers, kept as far as memory allows.
//
//   const source = await ImageSource.open(workflow, { item: 'rawStack' });
//   source.info            what the server says of the file: width, height, sections, order, tiltsDeg, pixelSizeAngstrom ...
//   await source.plane({ plane: 'xy', at: 3, bin: 4 })   -> { width, height, bits, data, scale, offset, median, sd, ... }
//
// Row 0 of an image is the bottom row; value = offset + scale * data[i], and 0 in data is no number.
import { bytes, get, ofWorkflow } from '../lib/api.js';

const CACHE_BYTES = 160 << 20;
const AT_ONCE = 4;

export class ImageSource {
  #kept = new Map();
  #keptBytes = 0;
  #pending = new Map();
  #waiting = [];
  #busy = 0;

  constructor(workflow, query, info) {
    this.workflow = workflow;
    this.query = query;
    this.info = info;
    this.bits = 16;
  }

  static async open(workflow, { item, file } = {}) {
    const query = new URLSearchParams();
    if (item) query.set('item', item);
    if (file) query.set('file', file);
    return new ImageSource(workflow, query, await get(`${ofWorkflow(workflow)}/images/info?${query}`));
  }

  // Asks again what the file is; true if its pixels are others now.
  async refresh() {
    const before = this.info.stamp;
    this.info = await get(`${ofWorkflow(this.workflow)}/images/info?${this.query}`);
    if (this.info.stamp === before) return false;
    this.#kept.clear();
    this.#keptBytes = 0;
    return true;
  }

  get isVolume() {
    return this.info.kind === 'volume';
  }

  // Size of a plane in pixels of the file: to the right, upwards, and the number of such planes.
  size(plane = 'xy') {
    const { width, height, sections } = this.info;
    if (plane === 'xz') return { width, height: sections, depth: height };
    if (plane === 'yz') return { width: sections, height, depth: width };
    return { width, height, depth: sections };
  }

  #address({ plane = 'xy', at, bin = 1, thickness = 1, band, tile }) {
    const query = new URLSearchParams(this.query);
    query.set('plane', plane);
    query.set('at', at);
    query.set('bin', bin);
    query.set('bits', this.bits);
    if (thickness > 1) query.set('thickness', thickness);
    if (band?.low > 0) query.set('low', band.low);
    if (band?.high < 1) query.set('high', band.high);
    if (tile) query.set('tile', tile.join(','));
    query.set('v', this.info.stamp);
    return `${ofWorkflow(this.workflow)}/images/plane?${query}`;
  }

  // The image if it is here already.
  known(request) {
    const address = this.#address(request);
    const image = this.#kept.get(address);
    if (image) {
      this.#kept.delete(address);
      this.#kept.set(address, image);
    }
    return image;
  }

  // The image, from the server if need be. What is wanted ahead of time waits for what is wanted now.
  plane(request, { ahead = false } = {}) {
    const known = this.known(request);
    if (known) return Promise.resolve(known);
    const address = this.#address(request);
    const pending = this.#pending.get(address);
    if (pending) {
      if (!ahead) this.#hurry(address);
      return pending.promise;
    }
    const job = { address, ...Promise.withResolvers() };
    this.#pending.set(address, job);
    if (ahead) this.#waiting.push(job);
    else this.#waiting.unshift(job);
    this.#next();
    return job.promise;
  }

  // Forgets what was wanted ahead of time and has not begun.
  dropAhead() {
    for (const job of this.#waiting.splice(0)) {
      this.#pending.delete(job.address);
      job.reject(new DOMException('no longer wanted', 'AbortError'));
    }
  }

  #hurry(address) {
    const at = this.#waiting.findIndex((job) => job.address === address);
    if (at > 0) this.#waiting.unshift(...this.#waiting.splice(at, 1));
  }

  async #next() {
    if (this.#busy >= AT_ONCE || this.#waiting.length === 0) return;
    const job = this.#waiting.shift();
    this.#busy++;
    try {
      const image = decoded(await bytes(job.address));
      this.#keep(job.address, image);
      job.resolve(image);
    } catch (cause) {
      job.reject(cause);
    } finally {
      this.#busy--;
      this.#pending.delete(job.address);
      this.#next();
    }
  }

  #keep(address, image) {
    this.#kept.set(address, image);
    this.#keptBytes += image.data.byteLength;
    for (const [oldest, old] of this.#kept) {
      if (this.#keptBytes <= CACHE_BYTES || oldest === address) break;
      this.#kept.delete(oldest);
      this.#keptBytes -= old.data.byteLength;
    }
  }
}

function decoded({ headers, buffer }) {
  const image = JSON.parse(headers.get('X-Image'));
  image.data = image.bits === 8 ? new Uint8Array(buffer) : new Uint16Array(buffer);
  return image;
}

// The value of a pixel; NaN outside and where there is none.
export function valueAt(image, x, y) {
  if (x < 0 || y < 0 || x >= image.width || y >= image.height) return NaN;
  const stored = image.data[y * image.width + x];
  return stored === 0 ? NaN : image.offset + image.scale * stored;
}
