// Help on hover and focus for everything that says data-help, in whatever shadow tree it stands.

const WAIT_MS = 450;
let tip;
let timer;
let shownFor;

function target(event) {
  return event.composedPath().find((node) => node.dataset?.help);
}

function show(element) {
  tip ??= Object.assign(document.createElement('div'), { className: 'gt-tip', role: 'tooltip' });
  tip.textContent = element.dataset.help;
  document.body.append(tip);
  tip.popover = 'manual';
  tip.showPopover?.();
  const box = element.getBoundingClientRect();
  const own = tip.getBoundingClientRect();
  const below = box.bottom + 6 + own.height < innerHeight;
  tip.style.left = `${Math.max(6, Math.min(box.left, innerWidth - own.width - 6))}px`;
  tip.style.top = `${below ? box.bottom + 6 : Math.max(6, box.top - own.height - 6)}px`;
}

function hide() {
  clearTimeout(timer);
  shownFor = null;
  tip?.remove();
}

function soon(element) {
  if (element === shownFor) return;
  hide();
  if (!element) return;
  shownFor = element;
  timer = setTimeout(() => show(element), WAIT_MS);
}

function focused() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.dataset?.help && at.matches(':focus-visible') ? at : null;
}

// Events that go from one element to another do not leave the shadow tree that holds both; moves and keys do.
export function startTips() {
  document.addEventListener('pointermove', (event) => soon(target(event)), { passive: true });
  document.addEventListener('keyup', () => soon(focused()));
  for (const end of ['pointerdown', 'keydown', 'scroll']) document.addEventListener(end, hide, true);
  document.addEventListener('pointerleave', hide);
}
