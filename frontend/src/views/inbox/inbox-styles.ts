/** How the inbox is laid out: two panes that scroll by themselves, or one at a time. */

import { css } from "lit";

/** The styles of `<printmux-inbox-view>`. */
export const inboxStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  .alone {
    padding: 16px;
    max-width: 640px;
    margin: 0 auto;
    width: 100%;
  }
  printmux-banner {
    margin: 8px 16px 0;
  }
  .alone printmux-banner {
    margin: 0;
  }
  .fault {
    display: flex;
    align-items: center;
    gap: 16px;
    margin: 8px 16px 0;
    padding: 8px 16px;
    border-radius: var(--pm-radius-small);
    background: color-mix(in srgb, var(--pm-bad) 14%, transparent);
  }
  .fault span {
    flex: 1;
    overflow-wrap: anywhere;
  }
  .panes {
    position: relative;
    display: grid;
    flex: 1;
    min-height: 0;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  }
  .panes > section {
    grid-area: 1 / 1;
    overflow: auto;
    overscroll-behavior: contain;
  }
  /* Hidden so, a pane keeps how far it was scrolled. */
  .closed > .details,
  .open > .list {
    visibility: hidden;
  }
  .panes.split {
    grid-template-columns: minmax(340px, 30%) minmax(0, 1fr);
  }
  .split > .list {
    border-inline-end: 1px solid var(--pm-line);
    background: var(--pm-surface);
  }
  .split > .details {
    grid-column: 2;
  }
  .list {
    padding: 0 8px 16px;
  }
  .tools {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px;
    padding: 12px 4px 4px;
  }
  .split .tools {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--pm-surface);
  }
  printmux-upload-list {
    grid-column: 1 / -1;
  }
  .upload {
    grid-row: 1;
    grid-column: 2;
    position: relative;
    padding-inline: 12px;
    cursor: pointer;
  }
  .upload.idle {
    opacity: 0.5;
  }
  .upload:focus-within {
    outline: 2px solid var(--pm-accent-text);
    outline-offset: 2px;
  }
  .upload input {
    position: absolute;
    inset: 0;
    width: 100%;
    padding: 0;
    opacity: 0;
    cursor: pointer;
  }
  .skeleton div {
    display: flex;
    align-items: center;
    gap: 12px;
    height: 80px;
    padding: 0 12px;
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .skeleton i {
    width: 56px;
    height: 56px;
    border-radius: var(--pm-radius-small);
    background: var(--pm-raised);
  }
  .skeleton div span {
    flex: 1;
    height: 32px;
    border-radius: var(--pm-radius-small);
    background: var(--pm-raised);
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  .empty,
  .earlier {
    display: grid;
    justify-items: center;
    gap: 12px;
    padding: 16px;
    text-align: center;
  }
  .empty {
    padding-block-start: 48px;
    --pm-icon-size: 48px;
  }
  /* Nothing is dropped with a finger. */
  @media (pointer: coarse) {
    .empty .dim {
      display: none;
    }
  }
  .empty printmux-icon {
    color: var(--pm-dim);
  }
  p {
    margin: 0;
    max-width: 40ch;
    overflow-wrap: anywhere;
  }
  .drop {
    position: fixed;
    inset: 0;
    z-index: 10;
    display: grid;
    padding: 24px;
    background: color-mix(
      in srgb,
      var(--primary-background-color, #fafafa) 92%,
      transparent
    );
    pointer-events: none;
  }
  .drop > div {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 8px;
    border: 3px dashed var(--pm-accent-text);
    border-radius: var(--pm-radius);
    background: var(--pm-accent-tint);
    font-size: var(--pm-font-xl);
    --pm-icon-size: 64px;
  }
  .drop .dim {
    font-size: var(--pm-font-l);
  }
`;
