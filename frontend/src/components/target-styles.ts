/** How a copy on its way looks. */

import { css } from "lit";

/** Styles of `printmux-target`. */
export const targetStyles = css`
  :host {
    display: grid;
    gap: 6px;
    min-width: 0;
    padding-block: 10px;
  }
  .row,
  .main {
    display: flex;
    gap: 4px 12px;
    align-items: center;
    min-width: 0;
  }
  .main {
    flex: 1;
    flex-wrap: wrap;
    min-height: 40px;
  }
  .mark {
    --pm-icon-size: 24px;
    align-self: flex-start;
  }
  .mark.good {
    color: var(--pm-good-text);
  }
  .mark.warn {
    color: var(--pm-warn-text);
  }
  .mark.bad {
    color: var(--pm-bad-text);
  }
  .mark.accent {
    color: var(--pm-accent-text);
  }
  .words {
    flex: 1 1 140px;
    min-width: 0;
    line-height: 20px;
    font-variant-numeric: tabular-nums;
  }
  .name {
    font-weight: 500;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .actions,
  .question {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .question,
  p,
  .bar {
    margin: 0;
    margin-inline-start: 36px;
  }
  p {
    font-size: var(--pm-font-m);
    overflow-wrap: anywhere;
  }
  .why {
    white-space: pre-line;
  }
  .bar {
    height: 6px;
    border-radius: 3px;
    overflow: hidden;
    background: color-mix(in srgb, var(--pm-accent) 20%, transparent);
  }
  .bar i {
    display: block;
    height: 100%;
    border-radius: 3px;
    background: var(--pm-accent);
    /* Moved, not widened: that the browser does without arranging the page anew. */
    transform: translateX(calc((var(--share) - 1) * 100%));
    transition: transform 300ms ease-out;
  }
  .bar:dir(rtl) i {
    transform: translateX(calc((1 - var(--share)) * 100%));
  }
  .bar .begins {
    animation: breathe 1s ease-in-out infinite alternate;
  }
  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }
    .bar i {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.3;
    }
  }
`;
