/** How the choice of printers and its buttons are laid out. */

import { css } from "lit";

/** Styles of `printmux-dispatch`. */
export const dispatchStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    min-width: 0;
    container-type: inline-size;
  }
  .note {
    margin: 0;
    padding: 12px 16px;
    border-radius: var(--pm-radius-small);
    background: var(--pm-raised);
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .quiet {
    border-color: transparent;
  }
  .turn {
    transition: rotate var(--pm-fast);
  }
  [aria-expanded="true"] .turn {
    rotate: 180deg;
  }
  p.error {
    margin: 0;
    overflow-wrap: anywhere;
  }
  /* With many printers the buttons stay in reach. */
  printmux-send {
    position: sticky;
    inset-block-end: 0;
    z-index: 2;
    margin-block: -8px;
  }
  /* The first line is kept free: choosing a printer moves nothing. */
  .plan {
    min-height: 20px;
    margin: 0;
    padding: 0;
    line-height: 20px;
    list-style: none;
    overflow-wrap: anywhere;
  }
  :host([layout="compact"]) {
    gap: 8px;
  }
`;
