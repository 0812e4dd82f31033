// What is wrong with what a window shows. Where it has nothing to show: what is missing, in which folder, what to do next, and the
// way there.
import { css, html } from 'lit';

export const problemStyle = css`
  .empty { max-width: 43em; margin: 12vh auto; padding: var(--gap-4); background: var(--surface); border: 1px solid var(--line);
    border-radius: 8px; font-size: 1.08em; }
  .empty p { margin: 0 0 var(--gap-2); overflow-wrap: anywhere; }
  .empty p:last-child { margin: 0; }
  .empty p::first-letter { text-transform: uppercase; }
  .empty .where, .empty .hint { color: var(--text-quiet); }
  .empty .where::first-letter { text-transform: none; }
  .empty a { color: var(--accent); }
`;

// problem: an ApiError, or whatever else has a message
export const problemPanel = (workflow, { message, where, hint }) => html`<div class="empty" role="alert"><p>${message}</p>
  ${where ? html`<p class="where">${where}</p>` : null}
  ${hint ? html`<p class="hint">${hint}</p>` : null}
  <p><a href=${`/w/${workflow}`}>To the workflow window, where steps can be run</a></p></div>`;

export const verdictStyle = css`
  .verdict { max-width: 30em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; border-radius: var(--radius); padding: 1px 8px;
    font-size: var(--size-small); }
  .verdict.failed { background: var(--failed-ground); color: var(--failed); }
  .verdict.questionable { background: var(--questionable-ground); color: var(--questionable); }
`;

// A verdict that is not good, for the title of a window: what is shown of a series that is not aligned may look well.
export const verdictNote = (verdict) => (verdict ? html`<span class="verdict ${verdict.grade}" role="note"
  title=${`${verdict.grade}: ${verdict.reasons.join('; ')}`}><b>${verdict.grade}</b> ${verdict.reasons[0] ?? ''}</span>` : null);
