// Lengths and places in words.

export const px = (value, digits = 1) => `${value.toFixed(digits)} px`;

// A length in pixels of the file as nm; empty where the pixel size is not known.
export function nm(lengthPx, info, digits = 2) {
  return info.pixelSizeAngstrom ? `${(lengthPx * info.pixelSizeAngstrom / 10).toFixed(digits)} nm` : '';
}

// "view 41 (+60.0°)", as everywhere; empty for slices.
export function viewName(info, section) {
  if (!info.tiltsDeg) return '';
  const tilt = info.tiltsDeg[section];
  return `view ${section + 1} (${tilt < 0 ? '−' : '+'}${Math.abs(tilt).toFixed(1)}°)`;
}

export function bytes(count) {
  if (count >= 1 << 30) return `${(count / (1 << 30)).toFixed(1)} GiB`;
  if (count >= 1 << 20) return `${(count / (1 << 20)).toFixed(0)} MiB`;
  return `${Math.ceil(count / 1024)} KiB`;
}

export function duration(seconds) {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

// A number for people: enough digits, no more.
export function figure(value) {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.01 || size >= 1e6)) return value.toExponential(2);
  return value.toFixed(size >= 1000 ? 0 : size >= 10 ? 1 : 3);
}

// Places of a raw view: the same place in the unbinned series. Null where the file is no raw view.
export function rawPlace(info, x, y) {
  if (info.placement !== 'raw' || info.binning === 1) return null;
  const b = info.binning;
  return [b * x + (b - 1) / 2, b * y + (b - 1) / 2];
}

// A voxel relative to the centre of the specimen, in unbinned pixels.
export function specimenPlace(info, [x, y, z]) {
  const sizes = [info.width, info.height, info.sections];
  return [x, y, z].map((value, axis) => info.binning * (value - (sizes[axis] - 1) / 2) + info.centrePx[axis]);
}

// The voxel of a place relative to the centre of the specimen.
export function voxelOf(info, place) {
  const sizes = [info.width, info.height, info.sections];
  return place.map((value, axis) => (value - info.centrePx[axis]) / info.binning + (sizes[axis] - 1) / 2);
}
