/** The look of a tile on the wall of printers. */

import { css } from "lit";

/** Everything but what `readings` and `progress` bring along. */
export const tile = css`
  :host {
    --tone: var(--pm-dim);
    --tone-text: var(--pm-dim);
    display: flex;
    flex-direction: column;
    gap: 12px;
    min-width: 0;
    padding: 12px 16px;
    border: 1px solid var(--ha-card-border-color, var(--pm-line));
    border-inline-start: 4px solid var(--tone);
    border-radius: var(--pm-radius);
    background: var(--pm-surface);
    content-visibility: auto;
    contain-intrinsic-size: auto 300px auto 268px;
  }
  :host([hidden]) {
    display: none;
  }
  :host([tone="bad"]) {
    --tone: var(--pm-bad);
    --tone-text: var(--pm-bad-text);
  }
  :host([tone="warn"]) {
    --tone: var(--pm-warn);
    --tone-text: var(--pm-warn-text);
  }
  :host([tone="accent"]) {
    --tone: var(--pm-accent);
    --tone-text: var(--pm-accent-text);
  }
  :host([tone="good"]) {
    --tone: var(--pm-good);
    --tone-text: var(--pm-good-text);
  }
  header {
    display: flex;
    align-items: baseline;
    gap: 12px;
  }
  h3 {
    flex: 1;
    min-width: 0;
    margin: 0;
    overflow: hidden;
    font-size: var(--pm-font-l);
    font-weight: 500;
    text-align: match-parent;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .state {
    display: inline-flex;
    flex: none;
    align-items: center;
    align-self: center;
    gap: 6px;
    color: var(--tone-text);
    font-weight: 500;
    --pm-icon-size: 18px;
  }
  .print {
    display: flex;
    flex: 1;
    align-items: flex-start;
    gap: 12px;
    min-height: 64px;
  }
  .about {
    display: grid;
    flex: 1;
    gap: 6px;
    min-width: 0;
  }
  .name {
    display: block;
    min-width: 0;
    overflow: hidden;
    color: inherit;
    text-align: match-parent;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  a.name {
    color: var(--pm-accent-text);
    text-decoration: none;
  }
  a.name:hover {
    text-decoration: underline;
  }
  a.name:focus-visible {
    outline-offset: -2px;
  }
  .share {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .share .bar {
    flex: 1;
  }
  .share b,
  .words {
    font-variant-numeric: tabular-nums;
  }
  .share b {
    min-width: 4ch;
    font-weight: 500;
    text-align: end;
  }
  .words {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  .note {
    display: -webkit-box;
    margin: 0;
    overflow: hidden;
    color: var(--pm-dim);
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    line-clamp: 4;
  }
  :host([tone="bad"]) .note {
    color: var(--pm-bad-text);
  }
  :host([wall]) {
    gap: 8px;
    contain-intrinsic-size: auto 220px auto 320px;
    font-size: var(--pm-font-l);
  }
  :host([wall]) header {
    flex-direction: column;
    align-items: stretch;
    gap: 2px;
  }
  :host([wall]) h3 {
    display: -webkit-box;
    flex: none;
    font-size: var(--pm-font-xl);
    line-height: 1.25;
    white-space: normal;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
  }
  :host([wall]) .state {
    align-self: flex-start;
    font-size: var(--pm-font-l);
  }
  .sight {
    display: grid;
    flex: 1;
    place-items: center;
    min-height: 150px;
  }
  .sight .ring {
    width: 150px;
    font-size: var(--pm-font-3xl);
    font-weight: 500;
    font-variant-numeric: tabular-nums;
  }
  .big {
    color: var(--tone-text);
    --pm-icon-size: 88px;
  }
  .below {
    display: grid;
    align-content: start;
    justify-items: center;
    min-height: 5em;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .below .name {
    max-width: 100%;
  }
  :host([wall]) .note {
    -webkit-line-clamp: 2;
    line-clamp: 2;
  }
`;
