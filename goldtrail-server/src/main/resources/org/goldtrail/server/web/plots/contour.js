// The line along which a function of two variables has a value, by marching squares.

const CELLS = 140;

// The values of a function at the corners of cells over two ranges: what a line is found in, at any level.
export function sampled(value, [x0, x1], [y0, y1], cells = CELLS) {
  const side = cells + 1;
  const stepX = (x1 - x0) / cells;
  const stepY = (y1 - y0) / cells;
  const values = new Float64Array(side * side);
  for (let r = 0; r < side; r++) {
    for (let c = 0; c < side; c++) values[r * side + c] = value(x0 + c * stepX, y0 + r * stepY);
  }
  return { values, side, x0, y0, stepX, stepY };
}

// The pieces of the line, each as x0, y0, x1, y1 in one array; corners between cells are interpolated.
export function contour({ values, side, x0, y0, stepX, stepY }, level) {
  const pieces = [];
  for (let r = 0; r + 1 < side; r++) {
    for (let c = 0; c + 1 < side; c++) {
      const at = r * side + c;
      const above = (values[at] >= level) + (values[at + 1] >= level) + (values[at + side] >= level) + (values[at + side + 1] >= level);
      if (above === 0 || above === 4) continue;
      const corners = [values[at] - level, values[at + 1] - level, values[at + side + 1] - level, values[at + side] - level];
      const crossed = crossings(corners).map(([u, v]) => [x0 + (c + u) * stepX, y0 + (r + v) * stepY]);
      for (let k = 0; k + 1 < crossed.length; k += 2) pieces.push(...crossed[k], ...crossed[k + 1]);
    }
  }
  return pieces;
}

// Where the line crosses the sides of a cell of side 1; corners counter-clockwise from the lower left.
function crossings([a, b, c, d]) {
  const out = [];
  const between = (from, to) => from / (from - to);
  if (a < 0 !== b < 0) out.push([between(a, b), 0]);
  if (b < 0 !== c < 0) out.push([1, between(b, c)]);
  if (c < 0 !== d < 0) out.push([1 - between(c, d), 1]);
  if (d < 0 !== a < 0) out.push([0, 1 - between(d, a)]);
  return out;
}

// Distance of a place on the screen to the nearest piece of a line.
export function distanceTo(pieces, sx, sy, px, py) {
  let least = Infinity;
  for (let i = 0; i < pieces.length; i += 4) {
    const ax = sx.px(pieces[i]);
    const ay = sy.px(pieces[i + 1]);
    const dx = sx.px(pieces[i + 2]) - ax;
    const dy = sy.px(pieces[i + 3]) - ay;
    const t = Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(px - ax - t * dx, py - ay - t * dy));
  }
  return least;
}
