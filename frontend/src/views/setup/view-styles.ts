/** The look of the page "Set-up". */

import { css } from "lit";

/** Its columns, the picker and the steps. */
export const page = css`
  :host {
    display: block;
    max-width: 1200px;
    margin: 0 auto;
    padding: var(--pm-space);
    line-height: 1.5;
  }
  :host([narrow]) {
    padding: 8px;
  }
  printmux-banner {
    margin-block-end: 12px;
  }
  .intro {
    margin: 0 0 12px;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    align-items: start;
    gap: 16px;
  }
  .columns > div {
    display: grid;
    gap: 16px;
  }
  @media (max-width: 900px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  section {
    display: grid;
    gap: 12px;
    min-width: 0;
    padding: 16px;
    border: 1px solid var(--ha-card-border-color, var(--pm-line));
    border-radius: var(--pm-radius);
    background: var(--pm-surface);
  }
  h2 {
    margin: 0;
    font-size: var(--pm-font-l);
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: none;
  }
  legend {
    margin-block-end: 8px;
    padding: 0;
    font-weight: 500;
  }
  fieldset label {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-height: 40px;
    padding: 0 16px;
    border: 1px solid var(--pm-line);
    border-radius: 20px;
    background: var(--pm-surface);
    cursor: pointer;
  }
  fieldset label:hover {
    background: var(--pm-accent-tint);
  }
  fieldset label:has(:checked) {
    border-color: var(--pm-accent-text);
    background: var(--pm-accent-tint);
    color: var(--pm-accent-text);
    font-weight: 500;
  }
  fieldset label:has(:focus-visible) {
    outline: 2px solid var(--pm-accent-text);
    outline-offset: 2px;
  }
  fieldset input {
    position: absolute;
    inset: 0;
    min-height: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .addresses {
    display: grid;
    gap: 4px;
  }
  select {
    min-width: 0;
    max-width: 100%;
  }
  .caution {
    display: flex;
    gap: 8px;
    margin: 0;
    padding: 8px 12px;
    border-radius: var(--pm-radius-small);
    background: color-mix(in srgb, var(--pm-warn) 14%, transparent);
  }
  ol {
    display: grid;
    gap: 16px;
    margin: 0;
    padding: 0;
    list-style: none;
    counter-reset: step;
  }
  ol > li {
    display: grid;
    grid-template-columns: 28px minmax(0, 1fr);
    gap: 4px 12px;
    counter-increment: step;
  }
  ol > li::before {
    content: counter(step);
    grid-row: span 3;
    align-self: start;
    width: 28px;
    border-radius: 14px;
    background: var(--pm-accent-tint);
    color: var(--pm-accent-text);
    font-weight: 500;
    line-height: 28px;
    text-align: center;
  }
  ol > li > span {
    overflow-wrap: anywhere;
  }
  ol > li > :first-child {
    min-height: 28px;
    padding-block-start: 3px;
  }
  ol > li > :not(:first-child) {
    grid-column: 2;
    justify-self: start;
  }
  ol printmux-copy-field {
    width: 100%;
  }
  summary {
    cursor: pointer;
  }
  details ul {
    margin: 8px 0 0;
    padding-inline-start: 20px;
  }
`;
