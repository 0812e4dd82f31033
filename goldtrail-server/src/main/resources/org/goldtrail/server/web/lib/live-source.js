// The one connection by which the server tells of changes, for all workflows that anybody here listens to. Browsers open few
// connections to one server, so that one for each window would soon leave none for anything else. It is made anew for as long
// as it takes when it breaks, also where the browser itself has given up.

const AGAIN_MS = 1500;
const SILENCE_MS = 25_000; // the server says that it is there every ten seconds
const REFUSED = 401;

export class LiveSource {
  #last = new Map(); // by workflow: name of the event -> its text
  #wanted = new Map(); // by workflow: how many listen
  #connection = null;
  #tell;

  // tell(workflow, name, data): changed { stamp }, run { … }; with no workflow: connection { connected, refused }
  constructor(tell) {
    this.#tell = tell;
  }

  // Begins to listen to a workflow; what is known of it already is told to the newcomer alone.
  join(workflow, newcomer) {
    const count = this.#wanted.get(workflow) ?? 0;
    this.#wanted.set(workflow, count + 1);
    if (this.#connection) newcomer(null, 'connection', this.#connection);
    for (const [name, text] of this.#last.get(workflow) ?? []) newcomer(workflow, name, JSON.parse(text));
    if (count === 0) this.#openSoon();
  }

  leave(workflow) {
    const count = this.#wanted.get(workflow) ?? 0;
    if (count > 1) {
      this.#wanted.set(workflow, count - 1);
      return;
    }
    this.#wanted.delete(workflow);
    this.#last.delete(workflow);
    this.#openSoon();
  }

  // Several windows that open at once need one new connection.
  #openSoon(ms = 0) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#open(), ms);
  }

  #open() {
    this.source?.close();
    if (this.#wanted.size === 0) return;
    const source = new EventSource(`/api/events?workflows=${[...this.#wanted.keys()].join(',')}`);
    this.source = source;
    const on = (name, hear) => source.addEventListener(name, ({ data }) => {
      this.#awaitNext();
      hear(data);
    });
    on('heard', () => this.#is({ connected: true }));
    on('alive', () => this.#is({ connected: true }));
    on('changed', (data) => this.#hear('changed', data, JSON.parse(data)));
    on('run', (data) => this.#hear('run', data, JSON.parse(data).run, JSON.parse(data).workflow));
    this.#awaitNext();
    source.onerror = async () => {
      const gaveUp = source.readyState === EventSource.CLOSED;
      const refused = gaveUp && await this.#isRefused();
      if (this.source !== source) return; // meanwhile another one has taken its place
      this.#is({ connected: false, refused });
      if (gaveUp) this.#openSoon(AGAIN_MS);
    };
  }

  // A network that goes away, or a tunnel that hangs, closes nothing: the connection is lost when nothing is heard for long.
  #awaitNext() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      if (this.#wanted.size === 0) return;
      this.#is({ connected: false, refused: false });
      this.#open();
    }, SILENCE_MS);
  }

  // A server that was started anew does not know this browser before it has opened the address that was printed.
  #isRefused() {
    return fetch('/api/about').then((answer) => answer.status === REFUSED, () => false);
  }

  #is(connection) {
    if (JSON.stringify(connection) === JSON.stringify(this.#connection)) return;
    this.#connection = connection;
    if (!connection.connected) this.#last.clear(); // what happens meanwhile is not known: all is told again
    this.#tell(null, 'connection', connection);
  }

  // A connection that is made anew tells all once more; only what differs is passed on.
  #hear(name, text, data, workflow = data.workflow) {
    if (!this.#wanted.has(workflow)) return;
    const last = this.#last.get(workflow) ?? new Map();
    this.#last.set(workflow, last);
    if (last.get(name) === text) return;
    last.set(name, text);
    this.#tell(workflow, name, data);
  }
}
