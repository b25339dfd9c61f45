/** One printer on the wall. */

import {
  mdiAlertCircle,
  mdiCheckCircle,
  mdiCloseCircleOutline,
  mdiHandBackLeft,
  mdiPrinter3dNozzleHeat,
  mdiVideo,
  mdiVideoOff,
} from "@mdi/js";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { Printer, Rights } from "../../api/types";
import { bar } from "../../components/bar";
import { define } from "../../components/element";
import "../../components/icon";
import { piece, PrintMuxPiece } from "../../components/piece";
import { hasProgress, type Tone } from "../../components/printer-words";
import "../../components/thumb";
import { percent } from "../../format/numbers";
import { followed } from "../../ha/links";
import type { Hass } from "../../ha/types";
import { t } from "../../i18n/printers";
import { controls, tokens } from "../../styles";
import "./printer-camera";
import type { PrintMuxPrinterControls } from "./printer-controls";
import "./printer-controls";
import { progress, renderBar, renderRing } from "./progress";
import { readings, renderChips, renderHeaters } from "./readings";
import { layerOf, notesOf, printName, statusOf, timesOf } from "./status";
import { tile } from "./tile-styles";

const ICONS: Record<Tone, string> = {
  bad: mdiAlertCircle,
  warn: mdiHandBackLeft,
  accent: mdiPrinter3dNozzleHeat,
  good: mdiCheckCircle,
  dim: mdiCloseCircleOutline,
};

/** `<printmux-printer-tile .hass .printer .can .live wall>`. */
@define("printmux-printer-tile")
export class PrintMuxPrinterTile extends PrintMuxPiece {
  static override styles = [tokens, controls, bar, progress, readings, tile, piece];

  @property({ attribute: false }) printer?: Printer;
  @property({ attribute: false }) can: Rights = { dispatch: false, manage: false };
  @property({ type: Boolean }) live = false;
  /** Large and without controls, to be read from afar. */
  @property({ type: Boolean, reflect: true }) wall = false;
  /** Not wanted now; what changed meanwhile is drawn when it is again. */
  @property({ type: Boolean, attribute: "hidden" }) away = false;
  /** Changes when ages and times of day have to be written anew. */
  @property({ type: Number }) now = 0;
  @property({ reflect: true }) tone: Tone = "dim";
  @state() private watching = false;
  @query("printmux-printer-controls")
  private readonly controls?: PrintMuxPrinterControls;

  /** Something is asked or open: the tile should stay where it is. */
  get engaged(): boolean {
    return this.controls?.engaged ?? false;
  }

  /** The browser leaves out what is far from the screen; so is the work for it. */
  private skipped = false;

  constructor() {
    super();
    this.addEventListener("contentvisibilityautostatechange", (event) => {
      this.skipped = (event as ContentVisibilityAutoStateChangeEvent).skipped;
      this.requestUpdate();
      this.showMade();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.skipped = false;
  }

  protected override shouldUpdate(changed: PropertyValues): boolean {
    const seen = !this.away && (!this.skipped || !this.hasUpdated);
    return seen && super.shouldUpdate(changed);
  }

  /** Of what is left out the browser knows the size; to ask anew takes it long. */
  protected override showMade(): void {
    if (!this.skipped && this.hasUpdated) {
      super.showMade();
    }
  }

  protected override willUpdate(): void {
    if (this.printer) {
      this.tone = statusOf(this.printer).tone;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, printer } = this;
    if (!hass || !printer) {
      return nothing;
    }
    return this.wall ? this.renderLarge(hass, printer) : this.renderFull(hass, printer);
  }

  private renderFull(hass: Hass, printer: Printer): TemplateResult {
    const { cameras } = printer.entities;
    const watching = this.watching && cameras.length > 0;
    return html`
      ${this.renderHead(printer)}
      ${
        watching
          ? html`<printmux-printer-camera
              .hass=${hass}
              .cameras=${cameras}
              .name=${printer.name}
            ></printmux-printer-camera>`
          : nothing
      }
      ${this.renderPrint(hass, printer)}
      ${
        printer.enabled
          ? html`${printer.online ? renderHeaters(hass, printer) : nothing}
            ${renderChips(hass, printer)}`
          : nothing
      }
      <printmux-printer-controls
        .hass=${hass}
        .printer=${printer}
        .can=${this.can}
        .live=${this.live}
      >
        ${cameras.length && printer.enabled ? this.renderWatch(watching) : nothing}
      </printmux-printer-controls>
    `;
  }

  private renderHead(printer: Printer): TemplateResult {
    const { text } = statusOf(printer);
    return html`<header>
      <h3 dir="auto" title=${printer.name}>${printer.name}</h3>
      <span class="state"
        ><printmux-icon .path=${ICONS[this.tone]}></printmux-icon>${text}</span
      >
    </header>`;
  }

  private renderPrint(hass: Hass, printer: Printer): TemplateResult {
    const { job, progress: share } = printer;
    const name = printName(printer);
    const words = [layerOf(printer), ...timesOf(hass, printer)].filter(Boolean);
    return html`<div class="print">
      ${
        name
          ? html`<printmux-thumb
              .job=${{ name, thumbnail: job?.thumbnail ?? null }}
              .size=${64}
            ></printmux-thumb>`
          : nothing
      }
      <div class="about">
        ${name ? this.renderName(printer, name) : nothing}
        ${
          hasProgress(printer) && share !== null
            ? html`<div class="share">
                ${renderBar(hass.locale, share, t("progress", { printer: printer.name }))}
                <b>${percent(hass.locale, share)}</b>
              </div>`
            : nothing
        }
        ${
          words.length
            ? html`<div class="words dim">
                ${words.map((word) => html`<span>${word} </span>`)}
              </div>`
            : nothing
        }
        ${notesOf(hass, printer).map((note) => html`<p class="note">${note}</p>`)}
      </div>
    </div>`;
  }

  private renderName(printer: Printer, name: string): TemplateResult {
    return printer.job
      ? html`<a
          class="name"
          dir="auto"
          href="/printmux/inbox/${printer.job.id}"
          title=${name}
          @click=${followed}
          >${name}</a
        >`
      : html`<span class="name" dir="auto" title=${name}>${name}</span>`;
  }

  private renderWatch(watching: boolean): TemplateResult {
    const name = t(watching ? "camera.close" : "camera.show");
    return html`<button
      class="icon-button"
      title=${name}
      aria-label=${name}
      aria-expanded=${watching}
      @click=${() => (this.watching = !watching)}
    >
      <printmux-icon .path=${watching ? mdiVideoOff : mdiVideo}></printmux-icon>
    </button>`;
  }

  private renderLarge(hass: Hass, printer: Printer): TemplateResult {
    const { progress: share } = printer;
    const [left, end] = timesOf(hass, printer);
    const name = printName(printer);
    return html`
      ${this.renderHead(printer)}
      <div class="sight">
        ${
          hasProgress(printer) && share !== null
            ? renderRing(hass.locale, share, t("progress", { printer: printer.name }))
            : html`<printmux-icon
                class="big"
                .path=${ICONS[this.tone]}
              ></printmux-icon>`
        }
      </div>
      <div class="below">
        ${name ? html`<span class="name" dir="auto" title=${name}>${name}</span>` : nothing}
        ${left ? html`<b>${left}</b>` : nothing}
        ${end ? html`<span class="dim">${end}</span>` : nothing}
        ${
          left
            ? nothing
            : notesOf(hass, printer).map((note) => html`<p class="note">${note}</p>`)
        }
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-printer-tile": PrintMuxPrinterTile;
  }
}
