// How much larger things are drawn on large screens, which are looked at from further away: --unit of tokens.css as a number.
let known = 0;

addEventListener('resize', () => (known = 0));

export function unit() {
  known ||= Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--unit')) || 1;
  return known;
}
