/** How a job's details are laid out: cards under each other, the picture beside the name. */

import { css } from "lit";

/** The styles of `<printmux-job-page>`. */
export const jobPageStyles = css`
  :host {
    container-type: inline-size;
    display: grid;
    gap: 16px;
    max-width: 1200px;
    margin-inline: auto;
    padding: 16px;
    grid-template-columns: minmax(0, 1fr);
  }
  .card {
    padding: 16px;
    border: 1px solid var(--ha-card-border-color, var(--pm-line));
    border-radius: var(--pm-radius);
    background: var(--ha-card-background, var(--pm-surface));
  }
  .back {
    justify-self: start;
    min-height: 40px;
    padding-inline: 8px 16px;
  }
  .arrow:dir(rtl) {
    transform: scaleX(-1);
  }
  header {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 24px;
    --pm-picture: 200px;
  }
  .head,
  .name {
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  h2 {
    margin: 0;
    font-size: var(--pm-font-xl);
    font-weight: 500;
    line-height: 1.3;
    overflow-wrap: anywhere;
    outline: none;
  }
  h3 {
    margin: 0 0 12px;
    font-size: var(--pm-font-l);
    font-weight: 500;
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .status {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--tone-text);
    font-weight: 500;
  }
  .status i {
    flex: none;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--tone);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: auto;
  }
  printmux-raw-settings {
    margin-block-start: 16px;
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 8px 24px;
    margin: 0;
  }
  dt {
    color: var(--pm-dim);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .gone {
    display: grid;
    justify-items: center;
    gap: 16px;
    padding: 64px 16px;
    text-align: center;
    --pm-icon-size: 48px;
  }
  @container (max-width: 560px) {
    header {
      gap: 16px;
      --pm-picture: 112px;
      --pm-pictures: 32px;
    }
    .head {
      display: contents;
    }
    .name {
      align-self: center;
    }
    .head > :not(.name) {
      grid-column: 1 / -1;
    }
    h2 {
      font-size: var(--pm-font-l);
    }
  }
`;
