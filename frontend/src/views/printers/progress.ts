/** How far a print is: as a bar, and as a ring to look at from afar. */

import { css, html, type TemplateResult } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import { percent } from "../../format/numbers";
import type { HassLocale } from "../../ha/types";

/** The look of `renderRing`. */
export const progress = css`
  .ring {
    position: relative;
    display: grid;
    place-items: center;
    width: 100%;
    aspect-ratio: 1;
  }
  .ring svg {
    position: absolute;
    inset: 0;
    rotate: -90deg;
  }
  .ring circle {
    fill: none;
    stroke: var(--pm-raised);
    stroke-width: 8;
  }
  .ring circle + circle {
    stroke: var(--tone);
    stroke-dasharray: 100;
    stroke-dashoffset: calc((1 - var(--share)) * 100);
    stroke-linecap: round;
  }
`;

/** Returns a bar. */
export function renderBar(
  locale: HassLocale,
  share: number,
  label: string,
): TemplateResult {
  return renderProgress("bar", locale, share, label, html`<i></i>`);
}

/** Returns a ring around the number that it shows. */
export function renderRing(
  locale: HassLocale,
  share: number,
  label: string,
): TemplateResult {
  const ring = html`<svg viewBox="0 0 100 100" aria-hidden="true">
      <circle cx="50" cy="50" r="45" pathLength="100"></circle>
      <circle cx="50" cy="50" r="45" pathLength="100"></circle>
    </svg>
    <span>${percent(locale, share)}</span>`;
  return renderProgress("ring", locale, share, label, ring);
}

function renderProgress(
  shape: "bar" | "ring",
  locale: HassLocale,
  share: number,
  label: string,
  content: TemplateResult,
): TemplateResult {
  return html`<div
    class=${shape}
    role="progressbar"
    aria-label=${label}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${Math.floor(share * 100)}
    aria-valuetext=${percent(locale, share)}
    style=${styleMap({ "--share": `${share}` })}
  >
    ${content}
  </div>`;
}
