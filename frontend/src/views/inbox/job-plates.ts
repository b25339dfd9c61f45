/** The sliced plates of a file, and which of them is printed. */

import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { choosePlate, messageOf } from "../../api/orders";
import type { JobDetail, Rights } from "../../api/types";
import { define, PrintMuxElement } from "../../components/element";
import { duration, number, weight } from "../../format/numbers";
import type { Hass } from "../../ha/types";
import { t } from "../../i18n/inbox";
import { controls, tokens } from "../../styles";

type Plate = JobDetail["plate_list"][number];

/** `<printmux-job-plates .hass .job .can>`. */
@define("printmux-job-plates")
export class PrintMuxJobPlates extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr));
        gap: 8px;
        min-width: 0;
        margin: 0;
        padding: 0;
        border: none;
      }
      label {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-content: start;
        align-items: center;
        gap: 2px 8px;
        min-height: 56px;
        padding: 8px 12px;
        border: 1px solid var(--pm-line);
        border-radius: var(--pm-radius-small);
      }
      label.chosen {
        border-color: var(--pm-accent-text);
        background: var(--pm-accent-tint);
      }
      input {
        width: 20px;
        min-height: 20px;
        margin: 0;
        accent-color: var(--pm-accent);
      }
      bdi {
        overflow-wrap: anywhere;
        font-weight: 500;
      }
      .dim {
        grid-column: 2;
        font-size: var(--pm-font-s);
      }
      p {
        margin: 8px 0 0;
      }
    `,
  ];

  @property({ attribute: false }) job?: JobDetail;
  @property({ attribute: false }) can?: Rights;
  /** The plate that is asked for, until the job says that it is that one. */
  @state() private wanted: number | null = null;
  @state() private error = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("job") && changed.get("job")?.id !== this.job?.id) {
      this.wanted = null;
      this.error = "";
    }
    if (this.job?.plate_index === this.wanted) {
      this.wanted = null;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, job } = this;
    if (!hass || !job || !this.speech.ready) {
      return nothing;
    }
    const chosen = this.wanted ?? job.plate_index ?? job.plate_list[0]?.index;
    const fixed =
      !this.can?.dispatch ||
      job.file_gone ||
      job.state === "dispatching" ||
      this.wanted !== null;
    return html`<fieldset ?disabled=${fixed}>
        <legend class="reader">${t("plate.choose")}</legend>
        ${job.plate_list.map((plate) =>
          this.renderPlate(hass, job, plate, plate.index === chosen),
        )}
      </fieldset>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}`;
  }

  private renderPlate(
    hass: Hass,
    job: JobDetail,
    plate: Plate,
    chosen: boolean,
  ): TemplateResult {
    return html`<label class=${chosen ? "chosen" : ""}>
      <input
        type="radio"
        name="plate"
        .checked=${live(chosen)}
        @change=${() => this.choose(hass, job, plate.index)}
      />
      <bdi>${titleOf(hass, plate)}</bdi>
      <span class="dim">${factsOf(hass, plate)}</span>
    </label>`;
  }

  private async choose(hass: Hass, job: JobDetail, plate: number): Promise<void> {
    this.wanted = plate;
    this.error = "";
    try {
      await choosePlate(hass, job.id, plate);
    } catch (error) {
      this.error = messageOf(error);
      this.wanted = null;
    }
  }
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
