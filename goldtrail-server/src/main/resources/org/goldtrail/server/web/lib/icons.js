// The page's own icons: 20 x 20, drawn with lines in the colour of the text.
import { html, svg } from 'lit';

const PATHS = {
  plus: svg`<path d="M10 4v12M4 10h12"/>`,
  minus: svg`<path d="M4 10h12"/>`,
  close: svg`<path d="M5 5l10 10M15 5L5 15"/>`,
  wrench: svg`<path d="M16.6 5.2l-2.9 2.9-1.8-.4-.4-1.8 2.9-2.9a4.3 4.3 0 0 0-5.6 5.6l-5.5 5.5a1.6 1.6 0 0 0 2.3 2.3l5.5-5.5a4.3 4.3 0 0 0 5.5-5.7z"/>`,
  eye: svg`<path d="M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10z"/><circle cx="10" cy="10" r="2.4"/>`,
  down: svg`<path d="M6 8l4 4 4-4"/>`,
  right: svg`<path d="M8 6l4 4-4 4"/>`,
  play: svg`<path d="M6 4.5v11l9-5.5z" fill="currentColor"/>`,
  stop: svg`<rect x="5.5" y="5.5" width="9" height="9" rx="1" fill="currentColor"/>`,
  upTo: svg`<path d="M4 5l6 5-6 5zM14.5 4.5v11" fill="currentColor"/>`,
  all: svg`<path d="M3 5l6 5-6 5zM10 5l6 5-6 5z" fill="currentColor"/>`,
  folder: svg`<path d="M2.5 5.5v10h15v-8.5h-7.5l-2-2.5h-5.5z"/>`,
  file: svg`<path d="M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15"/>`,
  stack: svg`<path d="M3 7l7-3.5L17 7l-7 3.5zM3 10.2l7 3.5 7-3.5M3 13.4l7 3.5 7-3.5"/>`,
  restore: svg`<path d="M4 5v4h4M4.3 9a6.2 6.2 0 1 1-.1 3"/>`,
  undo: svg`<path d="M7 4L3.5 7.5 7 11M3.5 7.5H12a4.3 4.3 0 0 1 0 8.6H8"/>`,
  redo: svg`<path d="M13 4l3.5 3.5L13 11M16.5 7.5H8a4.3 4.3 0 0 0 0 8.6h4"/>`,
  sun: svg`<circle cx="10" cy="10" r="3.4"/><path d="M10 2v2M10 16v2M2 10h2M16 10h2M4.4 4.4l1.4 1.4M14.2 14.2l1.4 1.4M4.4 15.6l1.4-1.4M14.2 5.8l1.4-1.4"/>`,
  moon: svg`<path d="M16.5 12.3A7 7 0 0 1 7.7 3.5a7 7 0 1 0 8.8 8.8z"/>`,
  auto: svg`<circle cx="10" cy="10" r="6.6"/><path d="M10 3.4a6.6 6.6 0 0 1 0 13.2z" fill="currentColor"/>`,
  check: svg`<path d="M4 10.5l4 4 8-9"/>`,
  alert: svg`<path d="M10 3L2.5 16.5h15zM10 8v4M10 14.2v.3"/>`,
  clock: svg`<circle cx="10" cy="10" r="7"/><path d="M10 6v4l3 2"/>`,
  copy: svg`<rect x="7" y="7" width="9.5" height="9.5" rx="1.5"/><path d="M13 4.5V3.5H3.5V13h1"/>`,
  download: svg`<path d="M10 3v9M6 8.5l4 4 4-4M3.5 16.5h13"/>`,
  script: svg`<path d="M4 5.5l4 4-4 4M10 14.5h6"/>`,
  home: svg`<path d="M3 10l7-6.5L17 10M5 8.5v8h10v-8"/>`,
  // The six icons of the walkthrough.
  dmarkers: svg`<rect x="2.5" y="3" width="15" height="14" rx="1.5"/><circle cx="7" cy="8" r="2" fill="var(--gold)" stroke="none"/><circle cx="13.2" cy="11.8" r="2" fill="var(--gold)" stroke="none"/><circle cx="7" cy="8" r="3.4"/><circle cx="13.2" cy="11.8" r="3.4"/>`,
  occupancy: svg`<path d="M3 3v14h14"/><g stroke="none" fill="var(--failed)"><circle cx="6" cy="6" r="1.1"/><circle cx="9" cy="6" r="1.1"/><circle cx="12" cy="6" r="1.1"/><circle cx="15" cy="6" r="1.1"/><circle cx="6" cy="9.7" r="1.1"/><circle cx="9" cy="9.7" r="1.1"/><circle cx="15" cy="9.7" r="1.1"/><circle cx="9" cy="13.4" r="1.1"/><circle cx="12" cy="13.4" r="1.1"/></g>`,
  gallery: svg`<rect x="2.5" y="2.5" width="6.3" height="6.3"/><rect x="11.2" y="2.5" width="6.3" height="6.3"/><rect x="2.5" y="11.2" width="6.3" height="6.3"/><rect x="11.2" y="11.2" width="6.3" height="6.3"/><g fill="var(--gold)" stroke="none"><circle cx="5.6" cy="5.6" r="1.7"/><circle cx="14.4" cy="5.6" r="1.7"/><circle cx="5.6" cy="14.4" r="1.7"/><circle cx="14.4" cy="14.4" r="1.7"/></g>`,
  targeting: svg`<circle cx="10" cy="10" r="5.4"/><path d="M10 1.8v4M10 14.2v4M1.8 10h4M14.2 10h4"/><circle cx="10" cy="10" r="1.8" fill="var(--gold)" stroke="none"/>`,
  fitting: svg`<path d="M3 3v14h14"/><path d="M5 13.5c3-1 4-7 6.5-7s2.5 4 5 3.5"/><g fill="var(--gold)" stroke="none"><circle cx="5.6" cy="12.2" r="1.3"/><circle cx="9" cy="9.4" r="1.3"/><circle cx="12" cy="6" r="1.3"/><circle cx="15.6" cy="10.6" r="1.3"/></g>`,
  scissors: svg`<circle cx="5.2" cy="5.4" r="2.3"/><circle cx="5.2" cy="14.6" r="2.3"/><path d="M7.1 6.7L17 14.5M7.1 13.3L17 5.5"/>`,
};

// An icon by its name; it is decoration, so that the button around it must have a name of its own.
export const icon = (name, size = 16) => html`<svg class="icon" width=${size} height=${size} viewBox="0 0 20 20"
  fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"
  aria-hidden="true">${PATHS[name]}</svg>`;
