// Light, dark, or as the system says; kept from visit to visit.
const KEY = 'goldtrail-theme';
const THEMES = ['auto', 'light', 'dark'];

export const theme = () => (THEMES.includes(localStorage.getItem(KEY)) ? localStorage.getItem(KEY) : 'auto');

export function setTheme(name) {
  localStorage.setItem(KEY, name);
  applyTheme();
  dispatchEvent(new CustomEvent('gt-theme', { detail: name }));
}

export function applyTheme() {
  if (theme() === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme();
}

export const nextTheme = () => THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length];
