/** How a printer that can be chosen looks. */

import { css } from "lit";

/** Styles of `printmux-printer-toggle`. */
export const toggleStyles = css`
  :host {
    display: grid;
    min-width: 0;
  }
  .tile {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 0;
    overflow: hidden;
    border: 1px solid var(--pm-line);
    border-radius: var(--pm-radius);
    background: var(--pm-surface);
    transition:
      background var(--pm-fast),
      box-shadow var(--pm-fast);
  }
  .tile.pressed {
    border-color: var(--pm-accent);
    box-shadow: inset 0 0 0 1px var(--pm-accent);
    background: color-mix(in srgb, var(--pm-accent) 9%, var(--pm-surface));
  }
  .toggle {
    display: flex;
    flex: none;
    gap: 12px;
    align-items: flex-start;
    width: 100%;
    min-height: 56px;
    padding: 12px;
    padding-block-end: 8px;
    border-radius: inherit;
    -webkit-tap-highlight-color: transparent;
  }
  .tile:not(.pressed):has(.toggle:hover:not(:disabled)) {
    background: color-mix(in srgb, var(--pm-accent) 5%, var(--pm-surface));
  }
  .toggle:focus-visible {
    outline-offset: -3px;
  }
  .mark {
    --pm-icon-size: 24px;
    color: var(--pm-dim);
  }
  .pressed .mark {
    color: var(--pm-accent-text);
  }
  .words {
    display: grid;
    gap: 3px;
    flex: 1;
    min-width: 0;
  }
  .name {
    font-size: 1rem;
    font-weight: 500;
    line-height: 24px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    min-height: 20px;
    color: var(--pm-dim);
    font-variant-numeric: tabular-nums;
  }
  .loaded {
    flex-wrap: wrap;
  }
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .state,
  .dot {
    flex: none;
    width: 12px;
    height: 12px;
    border-radius: 50%;
  }
  .state {
    width: 8px;
    height: 8px;
    margin: 0 2px;
    background: var(--pm-dim);
  }
  .state.good {
    background: var(--pm-good);
  }
  .state.warn {
    background: var(--pm-warn);
  }
  .state.bad {
    background: var(--pm-bad);
  }
  .state.accent {
    background: var(--pm-accent);
  }
  .dot {
    border: 1px solid var(--pm-dim);
  }
  .tag {
    padding: 0 6px;
    border: 1px solid var(--pm-line);
    border-radius: 6px;
    font-size: 0.75rem;
    line-height: 18px;
    color: var(--pm-dim);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .below {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px;
    min-height: 40px;
    padding: 0 12px 10px;
    padding-inline-start: 48px;
  }
  .verdict {
    --pm-icon-size: 18px;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    padding: 0 8px;
    border-radius: 16px;
    font-size: 0.8125rem;
    font-weight: 500;
  }
  span.verdict {
    padding: 0;
  }
  .verdict.good {
    color: var(--pm-good-text);
  }
  .verdict.warn {
    color: var(--pm-warn-text);
  }
  .verdict.bad {
    color: var(--pm-bad-text);
  }
  button.verdict.warn {
    background: color-mix(in srgb, var(--pm-warn) 14%, transparent);
  }
  button.verdict.bad {
    background: color-mix(in srgb, var(--pm-bad) 10%, transparent);
  }
  .more {
    --pm-icon-size: 16px;
    transition: rotate var(--pm-fast);
  }
  [aria-expanded="true"] .more {
    rotate: 180deg;
  }
  ul {
    margin: 0;
    padding: 0 12px 12px;
    padding-inline-start: 64px;
    font-size: 0.875rem;
    line-height: 1.45;
    overflow-wrap: anywhere;
  }
  p {
    margin: 0;
    padding: 0 12px 12px;
    padding-inline-start: 48px;
  }
  .refused:not(.pressed) .name {
    color: var(--pm-dim);
    font-weight: 400;
  }
  .progress {
    position: absolute;
    inset-block-end: 0;
    inset-inline-start: 0;
    block-size: 3px;
    background: var(--pm-accent);
  }
  :host([compact]) .tile {
    flex-flow: row wrap;
    align-items: center;
  }
  :host([compact]) .toggle {
    flex: 1 1 0;
    min-width: 0;
    width: auto;
    align-items: center;
    gap: 8px;
    min-height: 48px;
    padding: 4px 8px;
    padding-inline-end: 0;
  }
  :host([compact]) .words {
    gap: 0;
  }
  :host([compact]) .name {
    font-size: 0.9375rem;
    line-height: 20px;
  }
  :host([compact]) .line {
    min-height: 16px;
    font-size: 0.75rem;
  }
  :host([compact]) .below {
    display: contents;
  }
  :host([compact]) .below .button {
    flex: 1 0 calc(100% - 16px);
    margin: 0 8px 8px;
  }
  :host([compact]) .verdict {
    gap: 0;
    margin-inline-end: 6px;
    padding: 0 6px;
  }
  :host([compact]) ul,
  :host([compact]) p {
    flex-basis: 100%;
    padding-inline-start: 32px;
  }
`;
