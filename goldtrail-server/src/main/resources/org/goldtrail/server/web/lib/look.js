// Styles that all elements of the page share.
import { css } from 'lit';

export const look = css`
  *, ::before, ::after { box-sizing: border-box; }
  button, input, select, textarea { font: inherit; color: inherit; }
  button {
    display: inline-flex; align-items: center; gap: var(--gap-1); justify-content: center; cursor: pointer;
    min-height: 2em; padding: 2px var(--gap-2); border: 1px solid var(--line); border-radius: var(--radius);
    background: var(--surface); white-space: nowrap;
  }
  button:hover:not(:disabled) { background: var(--hover); }
  button:active:not(:disabled) { transform: translateY(0.5px); }
  button:disabled { color: var(--text-closed); cursor: default; }
  button.plain { border-color: transparent; background: none; padding: 2px var(--gap-1); min-width: 2em; }
  button.plain:hover:not(:disabled) { background: var(--hover); }
  button.primary {
    background: var(--accent); border-color: var(--accent); color: light-dark(#ffffff, #1c1500); font-weight: 600;
  }
  button.primary:hover:not(:disabled) { background: color-mix(in oklab, var(--accent) 88%, var(--text)); }
  button.primary:disabled { opacity: 0.5; }
  :focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
  input:not([type=checkbox]):not([type=radio]), select, textarea {
    min-height: 2em; padding: 2px 6px; border: 1px solid var(--line); border-radius: var(--radius);
    background: var(--surface);
  }
  input { accent-color: var(--accent); }
  input[aria-invalid=true] { border-color: var(--failed); }
  a { color: light-dark(#1a5fb4, #8ab8ff); text-decoration: none; }
  a:hover { text-decoration: underline; }
  a:has(> .icon) { display: inline-flex; align-items: center; gap: 6px; vertical-align: middle; }
  h1, h2, h3 { margin: 0; font-weight: 600; line-height: 1.25; }
  h1 { font-size: 1.5em; }
  h2 { font-size: 1.15em; }
  .quiet { color: var(--text-quiet); }
  .small { font-size: var(--size-small); }
  .mono { font-family: var(--font-mono); font-size: 0.92em; }
  .problem { color: var(--failed); }
  .numbers, td.number { font-variant-numeric: tabular-nums; }
  table { border-collapse: collapse; }
  th { text-align: left; font-weight: 600; color: var(--text-quiet); font-size: var(--size-small); }
  th, td { padding: 3px var(--gap-2); border-bottom: 1px solid var(--line-quiet); }
  td.number, th.number { text-align: right; }
  .chip {
    display: inline-flex; align-items: center; gap: 4px; padding: 0 7px; border-radius: 1em; line-height: 1.6em;
    font-size: var(--size-small); font-weight: 600; background: var(--hover); color: var(--text-quiet); white-space: nowrap;
  }
  .chip.good, .chip.done, .chip.accepted { background: var(--good-ground); color: var(--good); }
  .chip.questionable, .chip.outdated { background: var(--questionable-ground); color: var(--questionable); }
  .chip.failed, .chip.broken, .chip.error { background: var(--failed-ground); color: var(--failed); }
  .chip.running { background: var(--running-ground); color: var(--running); }
  .icon { flex: none; display: block; }
  @media (min-width: 3300px) and (min-height: 1600px) { .icon { zoom: 1.8; } }
`;
