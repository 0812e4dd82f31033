// Which binned version of a plane to show, and which tiles of it.

export const TILE = 512;
const MAGNIFY = 1.3;

// The largest power of two by which a plane may be binned so that its pixels are no wider than about one of the screen's.
export function levelFor(zoom, least = 1, size = Infinity) {
  let level = 1;
  while (2 * level * zoom <= MAGNIFY && 2 * level <= size) level *= 2;
  return Math.max(level, least);
}

// Tiles of a level that cover a part of the plane, given in index coordinates of the file. Each has a rim of one pixel, so that
// interpolation at its border sees its neighbours: { key, tile: [x, y, width, height] with rim, inner: the same without }.
export function tilesFor(level, planeWidth, planeHeight, [left, bottom, right, top]) {
  const width = Math.floor(planeWidth / level);
  const height = Math.floor(planeHeight / level);
  const from = (low) => Math.max(0, Math.floor((low + 0.5) / level / TILE));
  const to = (high, size) => Math.min(Math.ceil(size / TILE) - 1, Math.floor((high + 0.5) / level / TILE));
  const tiles = [];
  for (let row = from(bottom); row <= to(top, height); row++) {
    for (let column = from(left); column <= to(right, width); column++) {
      const x = column * TILE;
      const y = row * TILE;
      const inner = [x, y, Math.min(TILE, width - x), Math.min(TILE, height - y)];
      const rimX = Math.max(0, x - 1);
      const rimY = Math.max(0, y - 1);
      const tile = [rimX, rimY,
        Math.min(width, x + inner[2] + 1) - rimX,
        Math.min(height, y + inner[3] + 1) - rimY];
      tiles.push({ key: `${level}:${column}:${row}`, tile, inner });
    }
  }
  return tiles;
}

// Where a rectangle of binned pixels lies, in index coordinates of the file: the first pixel begins at -0.5.
export function extent(level, [x, y, width, height]) {
  return [level * x - 0.5, level * y - 0.5, level * (x + width) - 0.5, level * (y + height) - 0.5];
}
