// What fingers, mouse and wheel do to a chart: pointing at a moment, moving along, zooming. Told in pixels from the chart's left edge.

const dragFromPixels = 4;
const linePixels = 16;

export class ChartGestures {
  #box;
  #told;
  // Where each pointer that is down is, by its id.
  #down = new Map();
  #moved = 0;

  // told: { point(x or null), pan(pixels), zoom(factor, x) }.
  constructor(box, told) {
    this.#box = box;
    this.#told = told;
    box.addEventListener("pointerdown", (event) => this.#pressed(event));
    box.addEventListener("pointermove", (event) => this.#move(event));
    box.addEventListener("pointerup", (event) => this.#released(event));
    box.addEventListener("pointercancel", (event) => this.#released(event));
    box.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.#down.size === 0 && told.point(null));
    box.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
  }

  #x(event) {
    return event.clientX - this.#box.getBoundingClientRect().left;
  }

  #pressed(event) {
    if (event.button === 0) {
      this.#box.setPointerCapture(event.pointerId);
      this.#down.set(event.pointerId, this.#x(event));
      this.#moved = 0;
      this.#told.point(this.#x(event));
    }
  }

  #released(event) {
    this.#down.delete(event.pointerId);
  }

  #move(event) {
    const x = this.#x(event);
    const before = this.#down.get(event.pointerId);
    if (before === undefined) {
      if (this.#down.size === 0) {
        this.#told.point(x);
      }
      return;
    }
    this.#moved += Math.abs(x - before);
    if (this.#moved < dragFromPixels) {
      return;
    }
    this.#down.set(event.pointerId, x);
    if (this.#down.size === 1) {
      this.#told.pan(x - before);
      this.#told.point(x);
      return;
    }
    // Two fingers: what is below the other one stays there, and what is below this one goes along.
    const [other] = [...this.#down].find(([id]) => id !== event.pointerId).slice(1);
    const now = Math.abs(x - other);
    if (now > dragFromPixels && Math.abs(before - other) > dragFromPixels) {
      this.#told.zoom(Math.abs(before - other) / now, other);
    }
  }

  #wheel(event) {
    event.preventDefault();
    const pixels = event.deltaMode === 0 ? 1 : linePixels;
    const x = this.#x(event);
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.#told.pan(-event.deltaX * pixels);
    } else if (event.deltaY !== 0) {
      this.#told.zoom(1.0015 ** (event.deltaY * pixels), x);
    }
    this.#told.point(x);
  }
}
