/** How far something is, as a bar: `<div class="bar" style="--share: 0.4"><i></i></div>`. */

import { css } from "lit";

/** The look of bars; what they are called is up to who has one. */
export const bar = css`
  .bar {
    height: 6px;
    overflow: hidden;
    border-radius: 3px;
    background: color-mix(in srgb, var(--pm-accent) 20%, transparent);
  }
  .bar > i {
    display: block;
    height: 100%;
    border-radius: inherit;
    background: var(--tone, var(--pm-accent));
    /* Moved, not widened: that the browser does without arranging the page anew. */
    transform: translateX(calc((var(--share) - 1) * 100%));
    transition: transform 300ms ease-out;
  }
  .bar:dir(rtl) > i {
    transform: translateX(calc((1 - var(--share)) * 100%));
  }
  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }
    .bar > i {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
