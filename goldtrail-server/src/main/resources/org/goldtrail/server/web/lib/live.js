// What the server tells without being asked. One connection for each workflow and page, shared by all who listen. It is made
// anew for as long as it takes when it breaks, also where the browser itself has given up.

const AGAIN_MS = 1500;
const connections = new Map();

class Connection {
  listeners = new Set();
  last = {};

  constructor(id) {
    this.id = id;
    this.#open();
  }

  #open() {
    this.source = new EventSource(`/api/workflows/${this.id}/events`);
    this.source.onopen = () => this.#tell('connection', { connected: true });
    this.source.onerror = () => {
      this.#tell('connection', { connected: false });
      if (this.source.readyState === EventSource.CLOSED) this.timer = setTimeout(() => this.#open(), AGAIN_MS);
    };
    for (const name of ['changed', 'run']) {
      this.source.addEventListener(name, (event) => this.#tell(name, JSON.parse(event.data)));
    }
  }

  #tell(name, data) {
    this.last[name] = data;
    for (const listener of this.listeners) listener[name]?.(data);
  }

  close() {
    clearTimeout(this.timer);
    this.source.close();
  }
}

// Listeners: { changed(data), run(state), connection({connected}) }. Returns a function that ends it.
export function listen(id, listener) {
  let connection = connections.get(id);
  if (!connection) connections.set(id, (connection = new Connection(id)));
  connection.listeners.add(listener);
  for (const [name, data] of Object.entries(connection.last)) listener[name]?.(data);
  return () => {
    connection.listeners.delete(listener);
    if (connection.listeners.size === 0) {
      connection.close();
      connections.delete(id);
    }
  };
}
