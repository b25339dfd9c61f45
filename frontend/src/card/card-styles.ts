/** How the card is laid out. */

import { css } from "lit";

/** Styles of `printmux-card`. */
export const cardStyles = css`
  :host {
    /* Below Home Assistant's own bar. */
    --pm-sticky: var(--header-height, 56px);
    display: block;
    container-type: inline-size;
  }
  .card,
  .board,
  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
    align-content: start;
    min-width: 0;
  }
  .card {
    --pm-card-padding: 16px;
    padding: var(--pm-card-padding);
  }
  .part:is(printmux-journeys) {
    display: block;
  }
  .compact,
  .compact .board,
  .compact .part {
    gap: 12px;
  }
  .card.compact {
    --pm-card-padding: 12px;
  }
  /* As many rows as the dashboard says: what is more is scrolled to. */
  :host([fixed]) {
    --pm-sticky: 0px;
    height: 100%;
  }
  :host([fixed]) ha-card {
    height: 100%;
    overflow: hidden auto;
    overscroll-behavior: contain;
  }
  /* On a wall there is room for what is on its way beside what is to be sent. */
  @container (min-width: 1100px) {
    .full .board:has(printmux-journeys:not([hidden])) {
      grid-template-columns: minmax(0, 1fr) 380px;
      gap: 32px;
    }
  }
  h1 {
    margin: 0;
    font-size: var(--pm-font-xl);
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .empty {
    --pm-icon-size: 56px;
    display: grid;
    gap: 16px;
    justify-items: center;
    padding: 32px 16px;
    text-align: center;
  }
  .empty > printmux-icon {
    color: var(--pm-dim);
  }
  .empty p {
    margin: 0;
    line-height: 1.5;
  }
  .empty p:first-child {
    font-size: var(--pm-font-l);
  }
  .compact .empty,
  .empty.brief {
    --pm-icon-size: 32px;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    justify-items: start;
    padding: 4px 0;
    text-align: start;
  }
  @container (max-width: 480px) {
    .compact .empty,
    .empty.brief {
      grid-template-columns: auto 1fr;
    }
    .compact .empty .button,
    .brief .button {
      grid-column: 1 / -1;
    }
  }
`;
