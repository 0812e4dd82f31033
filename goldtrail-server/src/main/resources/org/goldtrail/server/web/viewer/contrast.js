// From pixel values to grey. A contrast is { mode, low, high, gamma, invert }: in mode 'each' low and high count robust standard
// deviations from the median of each view, so that views of different brightness look alike; in mode 'same' they are values.

export const STANDARD = Object.freeze({ mode: 'each', low: -3.5, high: 3.5, gamma: 1, invert: false });

// The values that become black and white in an image.
export function limits(contrast, image) {
  if (contrast.mode === 'same') return [contrast.low, contrast.high];
  const sd = image.sd > 0 ? image.sd : (image.max - image.min) / 6 || 1;
  return [image.median + contrast.low * sd, image.median + contrast.high * sd];
}

// The same limits in an image said in the other mode.
export function inMode(contrast, mode, image) {
  if (contrast.mode === mode) return contrast;
  const [low, high] = limits(contrast, image);
  if (mode === 'same') return { ...contrast, mode, low, high };
  const sd = image.sd > 0 ? image.sd : 1;
  return { ...contrast, mode, low: (low - image.median) / sd, high: (high - image.median) / sd };
}

// The grey, 0 to 1, of a value.
export function grey(value, low, high, { gamma, invert }) {
  const linear = Math.min(1, Math.max(0, (value - low) / (high - low || 1)));
  const bent = gamma === 1 ? linear : linear ** gamma;
  return invert ? 1 - bent : bent;
}

// How often values occur between two limits: { counts, from, to }. Of whole numbers every bin holds equally many.
export function histogram(image, bins = 128, spread = 6) {
  const { data, scale, offset } = image;
  const low = Math.max(image.min, image.median - spread * image.sd);
  const high = Math.min(image.max, image.median + spread * image.sd);
  const width = scale * Math.max(1, Math.ceil((high - low) / bins / scale)) || 1;
  const from = offset + scale * (Math.round((low - offset) / scale) - 0.5);
  const counts = new Uint32Array(Math.max(1, Math.ceil((high - from) / width)));
  const stride = Math.max(1, Math.floor(data.length / 60000));
  for (let i = 0; i < data.length; i += stride) {
    if (data[i] === 0) continue;
    const bin = Math.floor((offset + scale * data[i] - from) / width);
    if (bin >= 0 && bin < counts.length) counts[bin]++;
  }
  return { counts, from, to: from + width * counts.length };
}
