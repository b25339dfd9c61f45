/** The look of a printer's buttons and of its menu. */

import { css } from "lit";

/** The row of buttons, and the menu that opens over it. */
export const buttons = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    min-height: 40px;
  }
  .end {
    display: flex;
    align-items: center;
    margin-inline: auto -10px;
  }
  .stop {
    color: var(--pm-bad-text);
  }
  @container (max-width: 340px) {
    .row > .button printmux-icon {
      display: none;
    }
  }
  .error {
    margin: 0;
    padding-block-start: 8px;
    overflow-wrap: anywhere;
  }
  [popover] {
    inset: auto;
    position-area: block-start span-inline-start;
    position-try-fallbacks: flip-block;
    min-width: 220px;
    max-width: calc(100vw - 32px);
    margin: 4px 0;
    padding: 8px;
    border: 1px solid var(--pm-line);
    border-radius: var(--pm-radius);
    background: var(--pm-surface);
    color: var(--pm-text);
    box-shadow: 0 4px 16px rgba(0, 0, 0, 0.24);
  }
  @supports not (position-area: block-start) {
    [popover] {
      inset: 0;
      margin: auto;
    }
  }
  .item {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
    width: 100%;
    min-height: 44px;
    padding: 4px 8px;
    border-radius: var(--pm-radius-small);
    color: inherit;
    text-decoration: none;
  }
  .item:hover:not(:disabled) {
    background: var(--pm-accent-tint);
  }
  .item small {
    display: block;
    color: var(--pm-dim);
  }
  .switch {
    flex: none;
    width: 36px;
    height: 20px;
    padding: 3px;
    border: 1px solid var(--pm-dim);
    border-radius: 10px;
  }
  .switch::before {
    content: "";
    display: block;
    width: 12px;
    height: 12px;
    border-radius: 50%;
    background: var(--pm-dim);
    transition: translate var(--pm-fast);
  }
  [aria-checked="true"] .switch {
    border-color: transparent;
    background: var(--pm-accent-fill);
  }
  [aria-checked="true"] .switch::before {
    background: #fff;
    translate: 16px;
  }
  [aria-checked="true"] .switch:dir(rtl)::before {
    translate: -16px;
  }
`;
