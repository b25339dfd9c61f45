/** How a printer that can be chosen looks. */

import { css } from "lit";

/** Styles of `printmux-printer-toggle`. */
export const toggleStyles = css`
  :host {
    display: grid;
    min-width: 0;
    container-type: inline-size;
    contain-intrinsic-size: none 106px;
  }
  :host([compact]) {
    contain-intrinsic-size: none 50px;
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
    -webkit-tap-highlight-color: transparent;
  }
  /* All of the tile is the button, but for what can be pressed on it. */
  .toggle::after {
    content: "";
    position: absolute;
    inset: 0;
    border-radius: var(--pm-radius);
  }
  .below > button,
  ul,
  p {
    position: relative;
    z-index: 1;
  }
  .tile:not(.pressed):has(.toggle:hover:not(:disabled)) {
    background: color-mix(in srgb, var(--pm-accent) 5%, var(--pm-surface));
  }
  .toggle:focus-visible {
    outline: none;
  }
  .toggle:focus-visible::after {
    outline: 2px solid var(--pm-accent-text);
    outline-offset: -4px;
  }
  .mark {
    --pm-icon-size: 24px;
    color: var(--pm-dim);
  }
  :host([locked]) .mark {
    display: none;
  }
  :host([locked]) :is(.below, ul) {
    padding-inline-start: 12px;
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
    font-size: var(--pm-font-l);
    font-weight: 500;
    line-height: 24px;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    min-height: 20px;
    line-height: 20px;
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
  .state {
    flex: none;
    width: 8px;
    height: 8px;
    margin: 0 2px;
    border-radius: 50%;
    background: var(--pm-dim);
    forced-color-adjust: none;
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
  .tag {
    padding: 0 6px;
    border: 1px solid var(--pm-line);
    border-radius: 6px;
    font-size: var(--pm-font-s);
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
    margin-block-start: auto;
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
    font-size: var(--pm-font-s);
    font-weight: 500;
    line-height: 1.2;
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
  @container (max-width: 180px) {
    :host(:not([compact])) .below {
      padding-inline-start: 12px;
    }
  }
  /* Where a printer has a line of its own, what to do about it has its end. */
  @container (min-width: 320px) {
    :host(:not([compact])) .tile {
      flex-flow: row wrap;
      align-content: start;
    }
    :host(:not([compact])) .toggle {
      flex: 1 1 0;
      width: auto;
      min-width: 0;
      padding-block-end: 12px;
    }
    :host(:not([compact])) .below {
      flex-flow: column;
      align-items: flex-end;
      justify-content: flex-start;
      margin: 0;
      padding: 8px 12px;
      padding-inline-start: 0;
    }
    :host(:not([compact])) :is(ul, p) {
      flex-basis: 100%;
    }
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
  :host([compact]) .mark {
    --pm-icon-size: 20px;
  }
  :host([compact]) .words {
    gap: 0;
  }
  :host([compact]) .name {
    -webkit-line-clamp: 1;
    word-break: break-all;
    font-size: var(--pm-font-m);
    line-height: 20px;
  }
  :host([compact]) .line {
    min-height: 18px;
    font-size: var(--pm-font-s);
    line-height: 18px;
  }
  /* The state is told in full before what is loaded. */
  :host([compact]) .material {
    flex: 0 1000 auto;
  }
  :host([compact]) .swatch {
    width: 10px;
    height: 10px;
  }
  :host([compact]) .below {
    display: contents;
  }
  :host([compact]) .verdict {
    flex: none;
    justify-content: center;
    min-width: 32px;
    margin-inline: 4px 6px;
    padding: 0;
  }
  :host([compact]) ul,
  :host([compact]) p {
    flex-basis: 100%;
    padding-inline-start: 36px;
  }
  @media (pointer: coarse) {
    button.verdict {
      min-height: 44px;
      border-radius: 22px;
    }
    :host([compact]) button.verdict {
      min-width: 44px;
    }
  }
  @media (forced-colors: active) {
    .tile.pressed {
      border-color: Highlight;
      outline: 3px solid Highlight;
      outline-offset: -3px;
    }
    .progress {
      forced-color-adjust: none;
      background: Highlight;
    }
    button.verdict {
      border: 1px solid ButtonBorder;
    }
  }
`;
