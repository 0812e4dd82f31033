// Axes: where a value lies on the screen, and which values are written beside it.

export class Scale {
  // From the values [from, to] to the pixels [start, end].
  constructor(from, to, start, end) {
    Object.assign(this, { from, to, start, end });
    this.factor = (end - start) / (to - from || 1);
  }

  px(value) { return this.start + (value - this.from) * this.factor; }
  value(px) { return this.from + (px - this.start) / this.factor; }

  ticks(pixelsApart = 70) {
    const count = Math.max(2, Math.abs(this.end - this.start) / pixelsApart);
    const span = Math.abs(this.to - this.from) || 1;
    const power = 10 ** Math.floor(Math.log10(span / count));
    const step = [1, 2, 5, 10].map((s) => s * power).find((s) => span / s <= count) ?? 10 * power;
    const low = Math.min(this.from, this.to);
    const high = Math.max(this.from, this.to);
    const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    const ticks = [];
    for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * span; k++) {
      ticks.push({ value: k * step, text: (k * step).toFixed(decimals).replace(/^-/, '−') });
    }
    return ticks;
  }
}

// Lowest and highest finite value of many columns, with a margin; [0, 1] where there is none.
export function range(columns, margin = 0.04) {
  let low = Infinity;
  let high = -Infinity;
  for (const column of columns) {
    for (const value of column) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(low <= high)) return [0, 1];
  if (low === high) return [low - (Math.abs(low) * 0.1 || 1), high + (Math.abs(high) * 0.1 || 1)];
  const pad = (high - low) * margin;
  return [low - pad, high + pad];
}

// Whether a point lies inside of a polygon [[x, y], …].
export function isInside(polygon, x, y) {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i];
    const [xj, yj] = polygon[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
