// The three planes of a volume: which coordinates run to the right and upwards, and which is the normal.

export const PLANES = {
  xy: { across: 0, up: 1, normal: 2, label: 'XY' },
  xz: { across: 0, up: 2, normal: 1, label: 'XZ' },
  yz: { across: 2, up: 1, normal: 0, label: 'YZ' },
};

// The place of a volume that a point of a plane is.
export function placeOf(plane, x, y, section) {
  const { across, up, normal } = PLANES[plane];
  const place = [0, 0, 0];
  place[across] = x;
  place[up] = y;
  place[normal] = section;
  return place;
}

// The point of a plane where a place of the volume falls, and how far it is from the plane.
export function onPlane(plane, place, section) {
  const { across, up, normal } = PLANES[plane];
  return { x: place[across], y: place[up], away: place[normal] - section };
}

// The place where the planes of a viewer meet: what its state says, or the middle.
export function crossOf({ width, height }, state) {
  const [x, y] = state.cross ?? [(width - 1) / 2, (height - 1) / 2];
  return [x, y, state.section ?? 0];
}

// The section of a plane through that place.
export const sectionOf = (plane, info, state) => Math.round(crossOf(info, state)[PLANES[plane].normal]);
