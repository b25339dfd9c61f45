/** The sliced plates of a file, and which of them is printed. */

import { mdiCheckCircle } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { JobDetail } from "../../api/types";
import { define, PrintMuxElement } from "../../components/element";
import "../../components/icon";
import { duration, number, weight } from "../../format/numbers";
import type { Hass } from "../../ha/types";
import { t } from "../../i18n/inbox";
import { controls, tokens } from "../../styles";

type Plate = JobDetail["plate_list"][number];

/** `<printmux-job-plates .hass .job>`. */
@define("printmux-job-plates")
export class PrintMuxJobPlates extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr));
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px 8px;
        padding: 8px 12px;
        border: 1px solid var(--pm-line);
        border-radius: var(--pm-radius-small);
      }
      li.chosen {
        border-color: var(--pm-accent-text);
        background: var(--pm-accent-tint);
      }
      bdi {
        overflow-wrap: anywhere;
        font-weight: 500;
      }
      .mark {
        display: flex;
        align-items: center;
        gap: 4px;
        color: var(--pm-accent-text);
        font-size: 0.8125rem;
        --pm-icon-size: 16px;
      }
      .dim {
        grid-column: 1 / -1;
        font-size: 0.8125rem;
      }
    `,
  ];

  @property({ attribute: false }) job?: JobDetail;

  protected override render(): TemplateResult | typeof nothing {
    const { hass, job } = this;
    if (!hass || !job || !this.speech.ready) {
      return nothing;
    }
    const chosen = job.plate_index ?? job.plate_list[0]?.index;
    return html`<ul>
      ${job.plate_list.map((plate) => renderPlate(hass, plate, plate.index === chosen))}
    </ul>`;
  }
}

function renderPlate(hass: Hass, plate: Plate, chosen: boolean): TemplateResult {
  return html`<li class=${chosen ? "chosen" : ""}>
    <bdi>${titleOf(hass, plate)}</bdi>
    ${
      chosen
        ? html`<span class="mark"
            ><printmux-icon .path=${mdiCheckCircle}></printmux-icon>${t(
              "plate.chosen",
            )}</span
          >`
        : nothing
    }
    <span class="dim">${factsOf(hass, plate)}</span>
  </li>`;
}

function titleOf(hass: Hass, { index, name }: Plate): string {
  const words = t("plate", { number: number(hass.locale, index) });
  return name ? `${words}: ${name}` : words;
}

function factsOf({ locale }: Hass, plate: Plate): string {
  const { estimated_time_s: time, filament_weight_g: grams } = plate;
  return [
    typeof time === "number" && duration(locale, time),
    typeof grams === "number" && weight(locale, grams),
  ]
    .filter(Boolean)
    .join(" · ");
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-job-plates": PrintMuxJobPlates;
  }
}
