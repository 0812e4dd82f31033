// Shared by all windows of this browser: holds the one connection and passes on what it hears to those that listen.
import { LiveSource } from './live-source.js';

const listeners = new Map(); // port -> the workflows it listens to

const source = new LiveSource((workflow, name, data) => {
  for (const [port, workflows] of listeners) {
    if (workflow === null || workflows.has(workflow)) port.postMessage({ workflow, name, data });
  }
});

function leave(port, workflow) {
  if (listeners.get(port)?.delete(workflow)) source.leave(workflow);
}

function join(port, workflow) {
  const workflows = listeners.get(port) ?? new Set();
  listeners.set(port, workflows);
  if (workflows.has(workflow)) return;
  workflows.add(workflow);
  source.join(workflow, (of, name, data) => port.postMessage({ workflow: of, name, data }));
}

// A window holds a lock for as long as it lives: whoever gets it after it knows that the window is gone, however it ended.
function awaitEnd(port, lock) {
  navigator.locks?.request(lock, () => {
    for (const workflow of [...listeners.get(port) ?? []]) leave(port, workflow);
    listeners.delete(port);
  });
}

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data: { join: joined, leave: left, lock } }) => {
    if (lock) awaitEnd(port, lock);
    if (joined) join(port, joined);
    if (left) leave(port, left);
  };
};
