// How controls of the viewers look.
import { css } from 'lit';

export const controls = css`
  button, select, input { font: inherit; color: inherit; box-sizing: border-box; }
  button { background: var(--raised); border: 1px solid var(--line); border-radius: var(--radius); padding: 2px 8px;
    min-height: 26px; cursor: pointer; }
  button:hover { border-color: var(--text-quiet); }
  button[aria-pressed="true"] { background: var(--accent-ground); border-color: var(--accent); color: var(--accent); }
  button:disabled { color: var(--text-closed); cursor: default; border-color: var(--line); }
  button.main { background: var(--accent); border-color: var(--accent); color: var(--surface); font-weight: 600; }
  button.icon { padding: 0; width: 2.3em; height: 2.15em; display: inline-grid; place-items: center; }
  button.icon svg { width: 1.4em; height: 1.4em; fill: none; stroke: currentColor; stroke-width: 1.6;
    stroke-linecap: round; stroke-linejoin: round; }
  select, input[type="number"], input[type="text"] { background: var(--surface); border: 1px solid var(--line);
    border-radius: var(--radius); padding: 2px 4px; min-height: 26px; }
  input[type="number"] { width: 5.6em; }
  input[type="range"] { accent-color: var(--accent); min-width: 0; }
  :is(button, select, input):focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
  .quiet { color: var(--text-quiet); }
  .small { font-size: var(--size-small); }
  .mono { font-family: var(--font-mono); font-variant-numeric: tabular-nums; }
`;
