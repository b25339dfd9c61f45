/** A printer as a large button that is in or out, with all a choice depends on. */

import {
  mdiAlert,
  mdiBroom,
  mdiCheck,
  mdiCheckCircle,
  mdiChevronDown,
  mdiCircleOutline,
  mdiCloseOctagonOutline,
} from "@mdi/js";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import { confirmBedCleared, messageOf } from "../api/orders";
import type { Printer, Verdict } from "../api/types";
import { say, sayAll } from "../format/words";
import type { Hass } from "../ha/types";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import { isRefused } from "./choosing";
import { define } from "./element";
import "./icon";
import { cssColor } from "./job-facts";
import { piece, PrintMuxPiece } from "./piece";
import { hasProgress, loadedText, stateLine, toneOf } from "./printer-words";
import { toggleStyles } from "./printer-toggle-styles";

const VERDICTS = {
  fits: { icon: mdiCheck, tone: "good" },
  warns: { icon: mdiAlert, tone: "warn" },
  does_not_fit: { icon: mdiCloseOctagonOutline, tone: "bad" },
} as const;

/** `<printmux-printer-toggle .hass .printer .verdict .pressed>`; fires `choose`. */
@define("printmux-printer-toggle")
export class PrintMuxPrinterToggle extends PrintMuxPiece {
  static override styles = [tokens, controls, toggleStyles, piece];

  @property({ attribute: false }) printer?: Printer;
  @property({ attribute: false }) verdict?: Verdict;
  @property({ type: Boolean }) pressed = false;
  @property({ type: Boolean }) disabled = false;
  /** For users who may only look: nothing is to be pressed, and nothing looks so. */
  @property({ type: Boolean, reflect: true }) locked = false;
  @property({ type: Boolean, reflect: true }) compact = false;
  @state() private open = false;
  @state() private clearing = false;
  @state() private error = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    // What does not fit is chosen knowingly: the reasons are told at once.
    if (changed.has("pressed") && this.pressed && isRefused(this.verdict)) {
      this.open = true;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, printer } = this;
    if (!hass || !printer) {
      return nothing;
    }
    const refused = isRefused(this.verdict) ? "refused" : "";
    return html`<div class="tile ${this.pressed ? "pressed" : ""} ${refused}">
      <button
        class="toggle"
        aria-pressed=${this.pressed ? "true" : "false"}
        aria-describedby=${this.verdict ? "verdict reasons" : nothing}
        ?disabled=${this.disabled || this.locked}
        title=${printer.name}
        @click=${() => this.dispatchEvent(new CustomEvent("choose"))}
      >
        <printmux-icon
          class="mark"
          .path=${this.pressed ? mdiCheckCircle : mdiCircleOutline}
        ></printmux-icon>
        <span class="words">
          <span class="name" dir="auto">${printer.name}</span>
          ${this.compact ? this.renderBrief(hass, printer) : this.renderAll(hass, printer)}
        </span>
      </button>
      <div class="below">
        ${this.renderVerdict(hass)}
        ${printer.bed_waits && !this.disabled && !this.locked ? this.renderBed(printer) : nothing}
      </div>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
      <ul id="reasons" ?hidden=${!this.open || !this.verdict?.reasons.length}>
        ${this.verdict?.reasons.map((reason) => html`<li>${say(hass, reason)}</li>`)}
      </ul>
      ${
        hasProgress(printer)
          ? html`<i
              class="progress"
              style=${styleMap({ inlineSize: `${(printer.progress ?? 0) * 100}%` })}
            ></i>`
          : nothing
      }
    </div>`;
  }

  private renderAll(hass: Hass, printer: Printer): TemplateResult {
    return html`<span class="line">${this.renderState(hass, printer)}</span>
      ${this.renderLoaded(printer)}`;
  }

  /** All in a line, of which the colours are always seen. */
  private renderBrief(hass: Hass, printer: Printer): TemplateResult {
    const material = renderMaterial(printer);
    return html`<span class="line">
      ${this.renderState(hass, printer)} ${renderColors(printer)}
      ${material ? html`<span class="cut material">${material}</span>` : nothing}
    </span>`;
  }

  private renderState(hass: Hass, printer: Printer): TemplateResult {
    return html` <span class="state ${toneOf(printer)}"></span>
      ${
        printer.state === "printing"
          ? html`<span class="reader">${t("printer.printing")}</span>`
          : nothing
      }
      <span class="cut">${stateLine(hass, printer)}</span>`;
  }

  private renderLoaded(printer: Printer): TemplateResult {
    const queue =
      printer.queue_length &&
      ` · ${t("printer.queue", { count: printer.queue_length })}`;
    return html`<span class="line loaded">
      ${renderColors(printer)}
      <span class="cut">
        ${renderMaterial(printer) ?? t("printer.nothing_loaded")}${queue || nothing}
      </span>
      ${printer.tags.map((tag) => html`<bdi class="tag">${tag}</bdi>`)}
    </span>`;
  }

  private renderVerdict(hass: Hass): TemplateResult {
    const { verdict, compact } = this;
    const fit = verdict?.fit ?? "warns";
    const { icon, tone } = VERDICTS[fit];
    const word = t(`verdict.${fit}`);
    const face = html`<printmux-icon .path=${icon}></printmux-icon
      ><span id="verdict" class=${compact ? "reader" : ""}>${word}</span>`;
    if (!verdict) {
      // Its place is kept: a name next to it must not be broken in another way.
      return html`<span class="verdict" aria-hidden="true" style="visibility: hidden"
        >${face}</span
      >`;
    }
    if (!verdict.reasons.length) {
      return html`<span class="verdict ${tone}" title=${word}>${face}</span>`;
    }
    return html`<button
      class="verdict ${tone}"
      title=${sayAll(hass, verdict.reasons)}
      aria-expanded=${this.open ? "true" : "false"}
      aria-controls="reasons"
      aria-label=${`${word}: ${this.printer?.name ?? ""}`}
      @click=${() => (this.open = !this.open)}
    >
      ${face}
      ${
        compact
          ? nothing
          : html`<printmux-icon class="more" .path=${mdiChevronDown}></printmux-icon>`
      }
    </button>`;
  }

  private renderBed(printer: Printer): TemplateResult {
    return html`<button
      class=${this.compact ? "icon-button" : "button small"}
      aria-label=${t("bed.cleared_of", { printer: printer.name })}
      title=${this.compact ? t("bed.cleared") : nothing}
      ?disabled=${this.clearing}
      @click=${() => void this.clearBed(printer)}
    >
      <printmux-icon .path=${mdiBroom}></printmux-icon>
      ${this.compact ? nothing : t("bed.cleared")}
    </button>`;
  }

  private async clearBed(printer: Printer): Promise<void> {
    if (!this.hass || this.clearing) {
      return;
    }
    this.clearing = true;
    this.error = "";
    try {
      await confirmBedCleared(this.hass, [printer.id]);
    } catch (error) {
      this.error = messageOf(error);
    } finally {
      this.clearing = false;
    }
  }
}

function renderMaterial(printer: Printer): TemplateResult | null {
  const text = loadedText(printer);
  return text ? html`<span class="reader">${t("printer.loaded")}</span> ${text}` : null;
}

function renderColors(printer: Printer): TemplateResult[] {
  return printer.loaded
    .flatMap(({ color }) => cssColor(color) ?? [])
    .map(
      (color) =>
        html`<span
          class="swatch"
          style=${styleMap({ backgroundColor: color })}
        ></span>`,
    );
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-printer-toggle": PrintMuxPrinterToggle;
  }
}
