/** How the choice of printers and its buttons are laid out. */

import { css } from "lit";

/** Styles of `printmux-dispatch`. */
export const dispatchStyles = css`
  :host {
    display: grid;
    gap: 16px;
    min-width: 0;
    container-type: inline-size;
  }
  [role="group"] {
    display: grid;
    gap: 12px;
    justify-items: start;
    min-width: 0;
  }
  .note {
    margin: 0;
    padding: 12px 16px;
    border-radius: var(--pm-radius-small);
    background: var(--pm-raised);
  }
  .search {
    position: relative;
    display: block;
    width: 100%;
  }
  .search printmux-icon {
    position: absolute;
    inset-block-start: 10px;
    inset-inline-start: 12px;
    color: var(--pm-dim);
  }
  .search input {
    width: 100%;
    padding-inline-start: 40px;
  }
  .printers {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr));
    gap: 10px;
    width: 100%;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
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
    z-index: 1;
    padding-block: 8px;
    margin-block: -8px -16px;
    background: var(--pm-surface);
  }
  .plan {
    min-height: 1.4em;
    margin: 0;
    padding: 0;
    list-style: none;
    overflow-wrap: anywhere;
  }
  :host([layout="compact"]) {
    gap: 8px;
  }
  :host([layout="compact"]) printmux-quick {
    flex-wrap: nowrap;
    max-width: 100%;
    margin: -4px;
    padding: 4px;
    overflow-x: auto;
    scrollbar-width: none;
  }
  :host([layout="compact"]) .printers {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 150px), 1fr));
    gap: 6px;
  }
`;
