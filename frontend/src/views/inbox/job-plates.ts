/** The sliced plates of a file, and which of them is printed. */

import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { styleMap } from "lit/directives/style-map.js";
import { choosePlate, messageOf } from "../../api/orders";
import type { Job, JobDetail, Plate, Rights } from "../../api/types";
import { define, PrintMuxElement } from "../../components/element";
import { cssColor } from "../../components/job-facts";
import "../../components/thumb";
import { duration, number, weight } from "../../format/numbers";
import type { Hass } from "../../ha/types";
import { t } from "../../i18n/inbox";
import { controls, tokens } from "../../styles";

const SIDE = 72;

/** `<printmux-job-plates .hass .job .can>`. */
@define("printmux-job-plates")
export class PrintMuxJobPlates extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
        gap: 8px;
        min-width: 0;
        margin: 0;
        padding: 0;
        border: none;
      }
      label {
        display: grid;
        grid-template-columns: auto auto minmax(0, 1fr);
        align-items: center;
        gap: 12px;
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
      .words {
        display: grid;
        gap: 4px;
      }
      .dim {
        font-size: var(--pm-font-s);
        overflow-wrap: anywhere;
      }
      .dot {
        display: inline-block;
        width: 12px;
        height: 12px;
        margin-inline-end: 4px;
        border: 1px solid var(--pm-dim);
        border-radius: 50%;
        vertical-align: -2px;
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
      <printmux-thumb .job=${pictureOf(plate)} .size=${SIDE}></printmux-thumb>
      <span class="words">
        <bdi>${titleOf(hass, plate)}</bdi>
        <span class="dim"
          >${colorsOf(plate).map(
            (color) =>
              html`<i class="dot" style=${styleMap({ backgroundColor: color })}></i>`,
          )}${factsOf(hass, plate)}</span
        >
      </span>
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

/** The name stands beside it. */
function pictureOf({ thumbnail }: Plate): Pick<Job, "name" | "thumbnail"> {
  return { name: "", thumbnail: thumbnail ?? null };
}

function colorsOf({ filament_color: told }: Plate): string[] {
  const colors = [told ?? []].flat().flatMap((color) => cssColor(color) ?? []);
  return [...new Set(colors)];
}

function factsOf({ locale }: Hass, plate: Plate): string {
  const { estimated_time_s: time, filament_weight_g: grams } = plate;
  const materials = new Set([plate.filament_type ?? []].flat());
  return [
    time && duration(locale, time),
    [...materials].join(", "),
    grams && weight(locale, grams),
  ]
    .filter(Boolean)
    .join(" · ");
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-job-plates": PrintMuxJobPlates;
  }
}
