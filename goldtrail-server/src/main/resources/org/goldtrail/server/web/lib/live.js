// What the server tells without being asked. All windows of a browser share one connection, in a shared worker; where there is
// none, the window has its own.
import { LiveSource } from './live-source.js';

const listeners = new Map(); // by workflow: a set
const last = new Map(); // by workflow: name of the event -> data
let connection = null;
let source;

function hear(workflow, name, data) {
  if (workflow === null) {
    connection = data;
    if (!data.connected) last.clear();
    for (const all of listeners.values()) for (const listener of all) listener[name]?.(data);
    return;
  }
  if (!listeners.has(workflow)) return;
  if (!last.has(workflow)) last.set(workflow, new Map());
  last.get(workflow).set(name, data);
  for (const listener of listeners.get(workflow)) listener[name]?.(data);
}

function ownSource() {
  const own = new LiveSource(hear);
  return { join: (workflow) => own.join(workflow, hear), leave: (workflow) => own.leave(workflow) };
}

function sharedSource() {
  const worker = new SharedWorker('/web/lib/live-worker.js', { type: 'module', name: 'goldtrail-live' });
  const { port } = worker;
  port.onmessage = ({ data: { workflow, name, data } }) => hear(workflow, name, data);
  worker.onerror = () => { // it cannot be loaded: this window goes on by itself
    source = ownSource();
    for (const workflow of listeners.keys()) source.join(workflow);
  };
  const lock = `goldtrail-window-${Math.random()}`;
  navigator.locks?.request(lock, () => {
    port.postMessage({ lock });
    return new Promise(() => {}); // until the window ends
  });
  return { join: (workflow) => port.postMessage({ join: workflow }), leave: (workflow) => port.postMessage({ leave: workflow }) };
}

// Listeners: { changed(data), run(state), connection({connected, refused}) }. Returns a function that ends it.
export function listen(workflow, listener) {
  source ??= typeof SharedWorker === 'undefined' ? ownSource() : sharedSource();
  const isFirst = !listeners.has(workflow);
  if (isFirst) listeners.set(workflow, new Set());
  listeners.get(workflow).add(listener);
  if (connection) listener.connection?.(connection);
  for (const [name, data] of last.get(workflow) ?? []) listener[name]?.(data);
  if (isFirst) source.join(workflow);
  return () => {
    const all = listeners.get(workflow);
    all?.delete(listener);
    if (all?.size !== 0) return;
    listeners.delete(workflow);
    last.delete(workflow);
    source.leave(workflow);
  };
}
