// What the workbench asks the server to do; a problem is said at the foot of the page.
import { get, ofWorkflow, post, put, remove } from '../lib/api.js';
import { notice, attempt } from '../lib/notice.js';

export const run = (id, what) => attempt(() => post(`${ofWorkflow(id)}/run`, what));
export const cancel = (id) => attempt(() => post(`${ofWorkflow(id)}/cancel`));

const version = (made) => `Working markers: version ${made.version}, ${made.markers} markers, ${made.observations} observations`;

export const restore = (id, what) => attempt(async () => notice(version(await post(`${ofWorkflow(id)}/versions/restore`, { what }))));
export const undo = (id) => attempt(async () => notice(version(await post(`${ofWorkflow(id)}/versions/undo`))));
export const redo = (id) => attempt(async () => notice(version(await post(`${ofWorkflow(id)}/versions/redo`))));
export const saveMarkers = (id, note) => attempt(async () => notice(version(await post(`${ofWorkflow(id)}/versions/save`, { note }))));

export const setParameter = (id, path, value) => put(`${ofWorkflow(id)}/parameters/${path}`, { value });
export const unsetParameter = (id, path) => remove(`${ofWorkflow(id)}/parameters/${path}`);
export const checkParameter = (path, value, signal) => post('/api/parameters/check', { path, value }, signal);

export async function anotherBrowser() {
  return attempt(async () => {
    const { token } = await post('/api/link');
    return `${location.origin}${location.pathname}?token=${token}`;
  });
}

// Browsers give the clipboard to pages of this machine and to encrypted ones only; the old way works everywhere.
function copyByHand(text) {
  const box = Object.assign(document.createElement('textarea'), { value: text });
  (document.querySelector('dialog[open]') ?? document.body).append(box);
  box.select();
  const copied = document.execCommand('copy');
  box.remove();
  if (!copied) throw new Error('the browser does not let the page copy; mark the text and copy it');
}

export const copy = (text) => attempt(async () => {
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else copyByHand(text);
  notice('Copied');
});

export const report = (id) => attempt(async () => {
  const page = window.open('', `goldtrail-${id}-report`);
  await post(`${ofWorkflow(id)}/report`);
  notice('The report is made');
  page.location = `${ofWorkflow(id)}/report.html`;
});

export const items = (id) => get(`${ofWorkflow(id)}/items`);
