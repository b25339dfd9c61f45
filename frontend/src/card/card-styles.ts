/** How the card is laid out. */

import { css } from "lit";

/** Styles of `printmux-card`. */
export const cardStyles = css`
  :host {
    display: block;
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: 20px;
    min-width: 0;
    padding: 16px;
  }
  .card.compact {
    gap: 12px;
    padding: 12px;
  }
  h1 {
    margin: 0;
    font-size: 1.25rem;
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
    font-size: 1.125rem;
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
  @media (max-width: 480px) {
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
