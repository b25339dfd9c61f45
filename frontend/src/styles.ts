/** Colours, sizes and the few controls that all elements share, from the theme in force. */

import { css } from "lit";

/**
 * Colours from Home Assistant's theme that keep their contrast (WCAG AA) in any of them:
 * fills are darkened until white can be read on them, coloured text is mixed with the
 * text's own colour.
 */
export const tokens = css`
  :host {
    --pm-text: var(--primary-text-color, #212121);
    --pm-dim: color-mix(
      in srgb,
      var(--secondary-text-color, #727272) 75%,
      var(--pm-text)
    );
    --pm-line: var(--divider-color, rgba(0, 0, 0, 0.12));
    --pm-surface: var(--card-background-color, #fff);
    --pm-raised: var(--secondary-background-color, #f2f2f2);
    --pm-accent: var(--primary-color, #009ac7);
    --pm-accent-fill: oklch(from var(--pm-accent) min(l, 0.54) c h);
    --pm-accent-text: color-mix(in srgb, var(--pm-accent) 55%, var(--pm-text));
    --pm-accent-tint: color-mix(in srgb, var(--pm-accent) 14%, transparent);
    --pm-good: var(--success-color, #43a047);
    --pm-good-text: color-mix(in srgb, var(--pm-good) 50%, var(--pm-text));
    --pm-warn: var(--warning-color, #ffa600);
    --pm-warn-text: color-mix(in srgb, var(--pm-warn) 45%, var(--pm-text));
    --pm-warn-tint: color-mix(in srgb, var(--pm-warn) 14%, transparent);
    --pm-bad: var(--error-color, #db4437);
    --pm-bad-fill: oklch(from var(--pm-bad) min(l, 0.54) c h);
    --pm-bad-text: color-mix(in srgb, var(--pm-bad) 60%, var(--pm-text));
    /* What lies in a card is never rounder than what it holds leaves room for. */
    --pm-radius: clamp(
      4px,
      var(--restore-card-border-radius, var(--ha-card-border-radius, 12px)),
      16px
    );
    --pm-radius-small: 8px;
    --pm-space: 16px;
    /* Home Assistant's sizes: its root element's are not those of browsers. */
    --pm-font-s: var(--ha-font-size-s, 12px);
    --pm-font-m: var(--ha-font-size-m, 14px);
    --pm-font-l: var(--ha-font-size-l, 16px);
    --pm-font-xl: var(--ha-font-size-xl, 20px);
    --pm-font-3xl: var(--ha-font-size-3xl, 28px);
    --pm-fast: 150ms;
    color: var(--pm-text);
  }
  /* Not inherited: Home Assistant's own styles decide of the outermost element. */
  :host,
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;

/** Buttons, fields and words that are for screen readers only. */
export const controls = css`
  :focus-visible {
    outline: 2px solid var(--pm-accent-text);
    outline-offset: 2px;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
    background: none;
    border: none;
    padding: 0;
    text-align: start;
  }
  button:disabled {
    cursor: default;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 40px;
    padding: 0 18px;
    border-radius: var(--ha-button-border-radius, var(--ha-border-radius-pill, 9999px));
    border: 1px solid var(--pm-line);
    font-weight: 500;
    text-align: center;
    text-decoration: none;
    color: var(--pm-text);
    transition: background var(--pm-fast);
  }
  .button:hover:not(:disabled) {
    background: var(--pm-accent-tint);
  }
  .button.primary {
    border-color: transparent;
    background: var(--pm-accent-fill);
    color: #fff;
  }
  .button.primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--pm-accent-fill) 88%, #000);
  }
  .button.danger {
    border-color: transparent;
    background: var(--pm-bad-fill);
    color: #fff;
  }
  .button:disabled {
    opacity: 0.5;
  }
  .button.small {
    min-height: 32px;
    padding: 0 14px;
  }
  .icon-button {
    display: inline-grid;
    place-items: center;
    flex: none;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    color: var(--pm-dim);
  }
  .icon-button:hover:not(:disabled) {
    background: var(--pm-accent-tint);
    color: var(--pm-text);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-height: 24px;
    padding: 0 8px;
    border-radius: 12px;
    background: var(--pm-raised);
    color: var(--pm-text);
    font-size: var(--pm-font-s);
    white-space: nowrap;
  }
  /* Names keep their own direction, and begin where the page's lines do. */
  [dir="auto"] {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .dim {
    color: var(--pm-dim);
  }
  /* A colour that something has, in whatever colours a page is shown. */
  .swatch {
    flex: none;
    width: 12px;
    height: 12px;
    border: 1px solid var(--pm-dim);
    border-radius: 50%;
    forced-color-adjust: none;
  }
  .error {
    color: var(--pm-bad-text);
  }
  input,
  select {
    font: inherit;
    color: inherit;
    min-height: 40px;
    padding: 0 12px;
    border: 1px solid var(--pm-dim);
    border-radius: var(--pm-radius-small);
    background: var(--pm-surface);
    color-scheme: light dark;
  }
  /* Fingers are not as small as pointers. */
  @media (pointer: coarse) {
    .button,
    .button.small,
    .icon-button,
    input,
    select {
      min-height: 44px;
    }
    .icon-button {
      min-width: 44px;
    }
  }
  .reader {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
