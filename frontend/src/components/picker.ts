/** The printers to choose from, with a search where there are many. */

import { mdiMagnify } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { styleMap } from "lit/directives/style-map.js";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import {
  type Choice,
  MOST_COMPACT,
  MOST_SHOWN,
  NO_CHOICE,
  NO_VERDICTS,
  type Printers,
  quickChoices,
  shownPrinters,
  toggled,
  type Verdicts,
} from "./choosing";
import { define, PrintMuxElement } from "./element";
import "./icon";
import "./printer-toggle";
import "./quick";

/** Less than these share a line that would hold more. */
const FEW = 6;

/** `<printmux-picker .hass .order .printers .verdicts .choice>`; fires `choose`. */
@define("printmux-picker")
export class PrintMuxPicker extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
        justify-items: start;
        min-width: 0;
      }
      .search {
        position: relative;
        display: block;
        width: 100%;
      }
      .search printmux-icon {
        position: absolute;
        inset-block-start: 10px;
        inset-inline-start: 12px;
        color: var(--pm-dim);
      }
      .search input {
        width: 100%;
        padding-inline-start: 40px;
      }
      .printers {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr));
        gap: 10px;
        width: 100%;
      }
      .printers.few {
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 250px), 1fr));
        max-width: calc(var(--count) * 430px);
      }
      p {
        margin: 0;
      }
      :host([layout="compact"]) {
        gap: 8px;
      }
      :host([layout="compact"]) printmux-quick {
        flex-wrap: nowrap;
        max-width: calc(100% + 8px);
        margin: -4px;
        padding: 4px;
        overflow-x: auto;
        scrollbar-width: none;
      }
      :host([layout="compact"]) .printers {
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 180px), 1fr));
        align-items: start;
        gap: 6px;
      }
    `,
  ];

  /** The printers in the order in which they are shown. */
  @property({ attribute: false }) order: string[] = [];
  @property({ attribute: false }) printers: Printers = new Map();
  @property({ attribute: false }) verdicts: Verdicts = NO_VERDICTS;
  @property({ attribute: false }) choice: Choice = NO_CHOICE;
  /** For a moment, while a job is sent. */
  @property({ type: Boolean }) disabled = false;
  /** For users who may only look. */
  @property({ type: Boolean }) locked = false;
  @property({ reflect: true }) layout: "full" | "compact" = "full";

  @state() private search = "";
  @state() private all = false;

  protected override render(): TemplateResult {
    const { order, printers, search, all } = this;
    const most = this.layout === "compact" ? MOST_COMPACT : MOST_SHOWN;
    const shown = shownPrinters(order, printers, this.choice, { search, all, most });
    const offers = this.locked ? [] : quickChoices(order, printers, this.verdicts);
    return html`${
        offers.length
          ? html`<printmux-quick
              .offers=${offers}
              .choice=${this.choice}
              @choose=${(event: CustomEvent<Choice>) => this.choose(event.detail)}
            ></printmux-quick>`
          : nothing
      }
      ${order.length > MOST_SHOWN ? this.renderSearch() : nothing}
      <div
        class="printers ${order.length < FEW ? "few" : ""}"
        style=${styleMap({ "--count": `${order.length}` })}
        role="group"
        aria-label=${t("dispatch.printers")}
      >
        ${repeat(
          shown,
          (id) => id,
          (id) => this.renderPrinter(id),
        )}
      </div>
      ${
        search && !shown.length
          ? html`<p role="status">${t("dispatch.nothing_found")}</p>`
          : nothing
      }
      ${
        shown.length < order.length && !search
          ? html`<button class="button small" @click=${() => (this.all = true)}>
              ${t("dispatch.show_all", { count: order.length })}
            </button>`
          : nothing
      }`;
  }

  private renderSearch(): TemplateResult {
    return html`<label class="search">
      <printmux-icon .path=${mdiMagnify}></printmux-icon>
      <span class="reader">${t("dispatch.search")}</span>
      <input
        type="search"
        placeholder=${t("dispatch.search")}
        .value=${this.search}
        @input=${(event: Event) =>
          (this.search = (event.target as HTMLInputElement).value)}
      />
    </label>`;
  }

  private renderPrinter(id: string): TemplateResult {
    return html`<printmux-printer-toggle
      .hass=${this.hass}
      .printer=${this.printers.get(id)}
      .verdict=${this.verdicts[id]}
      .pressed=${this.choice.printers.has(id)}
      .disabled=${this.disabled}
      .locked=${this.locked}
      .compact=${this.layout === "compact"}
      @choose=${() => this.choose(toggled(this.choice, id))}
    ></printmux-printer-toggle>`;
  }

  private choose(choice: Choice): void {
    this.dispatchEvent(new CustomEvent("choose", { detail: choice }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-picker": PrintMuxPicker;
  }
}
