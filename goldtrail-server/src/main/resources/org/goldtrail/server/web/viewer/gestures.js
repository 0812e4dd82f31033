// What wheel, mouse, pen and fingers mean on an image:
//   wheel: step · Shift+wheel, Ctrl+wheel, pinch: zoom · middle drag, Shift+right drag, two fingers: move ·
//   plain drag: move where `hand` says so; everything else goes to the owner as pointer events.

const NOTCH = 50; // of a wheel, in pixels; touch pads send many small steps

export class Gestures {
  #pointers = new Map();
  #moving = null;
  #turned = 0;

  // The target has: view (get), show(view), hand (boolean), step(count), pointer(type, event, screenX, screenY).
  constructor(surface, target) {
    this.surface = surface;
    this.target = target;
    surface.addEventListener('wheel', this.#wheel, { passive: false });
    surface.addEventListener('pointerdown', this.#down);
    surface.addEventListener('pointermove', this.#move);
    surface.addEventListener('pointerup', this.#up);
    surface.addEventListener('pointercancel', this.#up);
    surface.addEventListener('pointerleave', (event) => this.#tell('leave', event));
    surface.addEventListener('dblclick', (event) => this.#tell('dblclick', event));
    surface.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      if (!event.shiftKey) this.#tell('menu', event);
    });
  }

  #place(event) {
    const box = this.surface.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  #tell(type, event) {
    this.target.pointer(type, event, ...this.#place(event));
  }

  #wheel = (event) => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 33 : event.deltaMode === 2 ? 400 : 1;
    const by = (event.deltaY || event.deltaX) * unit; // Shift turns a wheel sideways in some browsers
    if (event.shiftKey || event.ctrlKey || event.metaKey) {
      this.target.show(this.target.view.zoomed(Math.exp(-Math.max(-200, Math.min(200, by)) / 300), ...this.#place(event)));
      return;
    }
    this.#turned += by;
    const steps = Math.trunc(this.#turned / NOTCH);
    if (steps !== 0) {
      this.#turned = Math.abs(by) >= NOTCH ? 0 : this.#turned - steps * NOTCH;
      this.target.step(Math.abs(by) >= NOTCH ? Math.sign(by) : steps);
    }
  };

  #down = (event) => {
    this.#pointers.set(event.pointerId, this.#place(event));
    this.surface.setPointerCapture?.(event.pointerId);
    const moves = event.button === 1 || (event.button === 2 && event.shiftKey)
      || (event.button === 0 && this.target.hand) || this.#pointers.size > 1;
    if (moves) {
      event.preventDefault();
      this.#moving = event.pointerId;
    } else if (event.button === 0) {
      this.#tell('down', event);
    }
  };

  #move = (event) => {
    const before = this.#pointers.get(event.pointerId);
    const [x, y] = this.#place(event);
    if (before && this.#pointers.size === 2) {
      this.#pinch(event.pointerId, before, [x, y]);
    } else if (before && this.#moving === event.pointerId) {
      this.target.show(this.target.view.panned(x - before[0], y - before[1]));
    }
    if (before) this.#pointers.set(event.pointerId, [x, y]);
    this.#tell('move', event);
  };

  #pinch(id, before, now) {
    const other = [...this.#pointers].find(([key]) => key !== id)[1];
    const distance = (p) => Math.hypot(p[0] - other[0], p[1] - other[1]) || 1;
    const moved = this.target.view.panned((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
    this.target.show(moved.zoomed(distance(now) / distance(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2));
  }

  #up = (event) => {
    if (!this.#pointers.delete(event.pointerId)) return;
    if (this.#moving === event.pointerId) this.#moving = null;
    else if (event.button === 0) this.#tell('up', event);
  };
}
