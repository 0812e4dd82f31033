// Draws images with Canvas 2D where WebGL 2 is missing: the same functions, somewhat slower. Greys are looked up in a table and
// kept as long as the contrast stays.

const KEPT = 24;

export class Canvas2dRenderer {
  #drawn = new Map();

  constructor(canvas) {
    this.name = 'canvas2d';
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
  }

  // As WebGlRenderer.draw.
  draw(pieces, { gamma, invert }, interpolate, fade = 0) {
    const { canvas, context } = this;
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingEnabled = interpolate;
    context.imageSmoothingQuality = 'low';
    for (const { image, source, target, limits } of pieces) {
      const picture = this.#picture(image, limits, gamma, invert, fade);
      const [left, bottom, right, top] = source;
      context.drawImage(
        picture, left, image.height - top, right - left, top - bottom,
        target[0], canvas.height - target[3], target[2] - target[0], target[3] - target[1]);
    }
  }

  #picture(image, limits, gamma, invert, fade) {
    const key = `${limits} ${gamma} ${invert} ${fade}`;
    const kept = this.#drawn.get(image);
    this.#drawn.delete(image);
    if (kept?.key === key) {
      this.#drawn.set(image, kept);
      return kept.picture;
    }
    const picture = kept?.picture ?? new OffscreenCanvas(image.width, image.height);
    paint(picture, image, limits, gamma, invert, fade);
    this.#drawn.set(image, { key, picture });
    if (this.#drawn.size > KEPT) this.#drawn.delete(this.#drawn.keys().next().value);
    return picture;
  }

  dispose() {
    this.#drawn.clear();
  }
}

function paint(picture, image, [low, high], gamma, invert, fade) {
  const greys = table(image, low, high, gamma, invert, fade);
  const { width, height, data } = image;
  const rgba = new ImageData(width, height);
  const words = new Uint32Array(rgba.data.buffer);
  for (let y = 0; y < height; y++) {
    const to = (height - 1 - y) * width; // the bottom row is the last of a picture
    const from = y * width;
    for (let x = 0; x < width; x++) words[to + x] = greys[data[from + x]];
  }
  picture.getContext('2d').putImageData(rgba, 0, 0);
}

// The colour of every stored number, as a little-endian word; 0, which is no number, is transparent.
function table(image, low, high, gamma, invert, fade) {
  const count = image.bits === 8 ? 256 : 65536;
  const words = new Uint32Array(count);
  const from = (low - image.offset) / image.scale;
  const span = (high - low) / image.scale || 1;
  for (let stored = 1; stored < count; stored++) {
    const linear = Math.min(1, Math.max(0, (stored - from) / span));
    const bent = gamma === 1 ? linear : linear ** gamma;
    const grey = invert ? 1 - bent : bent;
    const byte = Math.round(255 * (grey + fade * (0.5 - grey)));
    words[stored] = 0xff000000 | (byte << 16) | (byte << 8) | byte;
  }
  return words;
}
