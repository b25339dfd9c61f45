/** The look of the page "Printers" around its tiles. */

import { css } from "lit";

/** The page, its tools, and the grid of tiles. */
export const page = css`
  :host {
    display: block;
    padding: var(--pm-space);
  }
  :host([narrow]) {
    padding: 8px;
  }
  printmux-banner {
    margin-block-end: 12px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    margin-block-end: 12px;
  }
  input[type="search"] {
    flex: 1 1 200px;
    min-width: 0;
    max-width: 320px;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    min-width: 0;
  }
  .filter {
    min-height: 32px;
    padding: 0 12px;
    border: 1px solid var(--pm-line);
    border-radius: 16px;
    background: var(--pm-surface);
  }
  .filter:hover {
    background: var(--pm-accent-tint);
  }
  .filter b {
    font-weight: 500;
    font-variant-numeric: tabular-nums;
  }
  .filter[aria-pressed="true"],
  .density[aria-pressed="true"] {
    border-color: var(--pm-accent-text);
    background: var(--pm-accent-tint);
    color: var(--pm-accent-text);
  }
  .density {
    margin-inline-start: auto;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(300px, 100%), 1fr));
    gap: 12px;
  }
  :host([wall]) .tiles {
    grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr));
  }
  h2 {
    margin: 24px 0 12px;
    font-size: var(--pm-font-xl);
    font-weight: 400;
  }
  .none {
    display: grid;
    gap: 16px;
    justify-items: center;
    padding: 48px 16px;
    text-align: center;
  }
  .none h2 {
    margin: 0;
  }
  @media (pointer: coarse) {
    .filter {
      min-height: 40px;
      border-radius: 20px;
    }
  }
`;
