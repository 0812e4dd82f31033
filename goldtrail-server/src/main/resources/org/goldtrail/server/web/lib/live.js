// What the server tells without being asked. One connection for each workflow and page, shared by all who listen.

const connections = new Map();

class Connection {
  listeners = new Set();
  connected = false;
  last = {};

  constructor(id) {
    this.source = new EventSource(`/api/workflows/${id}/events`);
    this.source.onopen = () => this.#tell('connection', { connected: (this.connected = true) });
    this.source.onerror = () => this.#tell('connection', { connected: (this.connected = false) });
    for (const name of ['changed', 'run']) {
      this.source.addEventListener(name, (event) => this.#tell(name, JSON.parse(event.data)));
    }
  }

  #tell(name, data) {
    this.last[name] = data;
    for (const listener of this.listeners) listener[name]?.(data);
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
      connection.source.close();
      connections.delete(id);
    }
  };
}
