// What part of a plane is on the screen: (x, y) is the place in its middle in index coordinates of the file (y up, the first
// pixel's centre is 0), zoom the number of CSS pixels a pixel of the file takes, width and height the size in CSS pixels.

export class View {
  constructor(x, y, zoom, width, height) {
    Object.assign(this, { x, y, zoom, width, height });
  }

  // All of a plane, in the middle.
  static fit(planeWidth, planeHeight, width, height) {
    const zoom = Math.min(width / planeWidth, height / planeHeight) || 1;
    return new View((planeWidth - 1) / 2, (planeHeight - 1) / 2, zoom, width, height);
  }

  toScreen(x, y) {
    return [this.width / 2 + (x - this.x) * this.zoom, this.height / 2 - (y - this.y) * this.zoom];
  }

  toImage(screenX, screenY) {
    return [this.x + (screenX - this.width / 2) / this.zoom, this.y - (screenY - this.height / 2) / this.zoom];
  }

  // The part on the screen: left, bottom, right, top.
  get bounds() {
    const [left, top] = this.toImage(0, 0);
    const [right, bottom] = this.toImage(this.width, this.height);
    return [left, bottom, right, top];
  }

  // Zoomed so that what is under a place of the screen stays there.
  zoomed(factor, screenX = this.width / 2, screenY = this.height / 2) {
    const zoom = Math.min(200, Math.max(0.005, this.zoom * factor));
    const [x, y] = this.toImage(screenX, screenY);
    return new View(
      x - (screenX - this.width / 2) / zoom, y + (screenY - this.height / 2) / zoom, zoom, this.width, this.height);
  }

  // Moved with the pointer, by pixels of the screen.
  panned(dx, dy) {
    return new View(this.x - dx / this.zoom, this.y + dy / this.zoom, this.zoom, this.width, this.height);
  }

  sized(width, height) {
    return new View(this.x, this.y, this.zoom, width, height);
  }

  centredOn(x, y, zoom = this.zoom) {
    return new View(x, y, zoom, this.width, this.height);
  }

  // Kept so that some of the plane stays on the screen.
  within(planeWidth, planeHeight) {
    const x = Math.min(planeWidth - 0.5, Math.max(-0.5, this.x));
    const y = Math.min(planeHeight - 0.5, Math.max(-0.5, this.y));
    return new View(x, y, this.zoom, this.width, this.height);
  }
}
