// Icons of the viewers' toolbox.
import { svg } from 'lit';

const icon = (paths) => svg`<svg viewBox="0 0 20 20" aria-hidden="true">${paths}</svg>`;

export const icons = {
  hand: icon(svg`<path d="M6 11V5.2a1.2 1.2 0 0 1 2.4 0V9m0-4.8a1.2 1.2 0 0 1 2.4 0V9m0-4a1.2 1.2 0 0 1 2.4 0v4.6m0-2.4a1.2 1.2 0 0 1 2.4 0V12c0 3.3-2 5.5-5 5.5-2.6 0-3.6-1-5-3.5L3.4 11c-.6-1.2.9-2 1.7-1.1L6 11"/>`),
  ruler: icon(svg`<path d="M2.5 13.5 13.5 2.5l4 4-11 11zM5.5 10.5l1.8 1.8M8 8l2.4 2.4M10.5 5.5l1.8 1.8"/>`),
  pin: icon(svg`<path d="M10 18v-5M6 13h8l-1.4-3.2V5.5L14 3H6l1.4 2.5v4.3z"/>`),
  cross: icon(svg`<path d="M10 2v6M10 12v6M2 10h6M12 10h6"/>`),
  planes: icon(svg`<rect x="2.5" y="2.5" width="9" height="9"/><rect x="13.5" y="2.5" width="4" height="9"/><rect x="2.5" y="13.5" width="9" height="4"/>`),
  fit: icon(svg`<path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4"/>`),
  invert: icon(svg`<circle cx="10" cy="10" r="7"/><path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor"/>`),
  picture: icon(svg`<rect x="2.5" y="4.5" width="15" height="11.5" rx="1.5"/><circle cx="10" cy="10.2" r="3"/><path d="M7 4.5 8.2 2.8h3.6L13 4.5"/>`),
  full: icon(svg`<path d="M8 3H3v5M12 17h5v-5M3 3l5.5 5.5M17 17l-5.5-5.5"/>`),
  help: icon(svg`<circle cx="10" cy="10" r="7.5"/><path d="M7.8 7.8A2.3 2.3 0 1 1 10 10.6V12M10 14.4v.1"/>`),
  play: icon(svg`<path d="M6 4l10 6-10 6z" fill="currentColor"/>`),
  pause: icon(svg`<path d="M6.5 4v12M13.5 4v12" stroke-width="3"/>`),
  back: icon(svg`<path d="M12.5 4 6.5 10l6 6"/>`),
  forth: icon(svg`<path d="M7.5 4l6 6-6 6"/>`),
};
