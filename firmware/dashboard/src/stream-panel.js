import { StreamView } from "./stream-view.js";

// Further streams are not shown: each has memory of its own.
const mostStreams = 8;

// The views of the streams of blocks that arrive, and the subscriptions to those that the device describes.
export class StreamPanel {
  #connection;
  #parent;
  #views = new Map();
  // What streams are called, by their number, from the first block of a topic on.
  #names = new Map();
  #subscriptions = [];

  constructor(connection, parent) {
    this.#connection = connection;
    this.#parent = parent;
    connection.on("block", (block) => this.#received(block));
  }

  // Takes the streams of the description, and forgets the others.
  describe(streams) {
    this.#subscriptions.forEach((end) => end());
    this.#views.forEach((view) => view.destroy());
    this.#views.clear();
    this.#names.clear();
    this.#subscriptions = streams.map((named) => this.#connection.subscribe(named.topic, ({ stream }) => this.#name(stream, named)));
  }

  tick(isOpen) {
    this.#views.forEach((view) => view.tick(isOpen));
  }

  redraw() {
    this.#views.forEach((view) => view.redraw());
  }

  #name(stream, named) {
    if (stream !== undefined && this.#names.get(stream) !== named) {
      this.#names.set(stream, named);
      this.#views.get(stream)?.name(named);
    }
  }

  #received(block) {
    let view = this.#views.get(block.stream);
    if (!view && this.#views.size < mostStreams) {
      view = new StreamView(block.stream, this.#parent);
      this.#views.set(block.stream, view);
    }
    view?.add(block);
  }
}
