// A sentence at the foot of the page that goes after a while; problems stay until they are closed.
const STAY_MS = 5000;

export function notice(text, kind = 'info') {
  let box = document.querySelector('.gt-notices');
  if (!box) document.body.append((box = Object.assign(document.createElement('div'), { className: 'gt-notices' })));
  const line = Object.assign(document.createElement('div'), { className: `gt-notice ${kind}` });
  line.setAttribute('role', kind === 'problem' ? 'alert' : 'status');
  line.append(Object.assign(document.createElement('span'), { textContent: text }));
  const close = Object.assign(document.createElement('button'), { textContent: '×' });
  close.setAttribute('aria-label', 'Close message');
  close.onclick = () => line.remove();
  line.append(close);
  box.append(line);
  if (kind !== 'problem') setTimeout(() => line.remove(), STAY_MS);
}

export async function attempt(work) {
  try {
    return await work();
  } catch (cause) {
    notice(cause.sentence ?? cause.message, 'problem');
    return undefined;
  }
}
