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
  .quick {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    min-width: 0;
  }
  .pill {
    min-height: 36px;
    max-width: 100%;
    padding: 0 14px;
    border: 1px solid var(--pm-line);
    border-radius: 18px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    transition: background var(--pm-fast);
  }
  .pill:hover:not(:disabled) {
    background: var(--pm-accent-tint);
  }
  .pill[aria-pressed="true"] {
    border-color: var(--pm-accent);
    background: var(--pm-accent-tint);
    color: var(--pm-accent-text);
    font-weight: 500;
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
  .send {
    display: grid;
    gap: 8px;
  }
  .send p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .hint {
    min-height: 1.4em;
  }
  .buttons {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 10px;
  }
  .buttons .button {
    min-height: 48px;
    min-width: 0;
    font-size: 1rem;
  }
  .cut {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @container (max-width: 400px) {
    .buttons {
      grid-template-columns: 1fr;
    }
    .buttons .primary {
      order: -1;
    }
  }
  :host([layout="compact"]) {
    gap: 8px;
  }
  :host([layout="compact"]) .printers {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 150px), 1fr));
    gap: 6px;
  }
`;
