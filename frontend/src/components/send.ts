/** The two buttons that send a job, and what will happen then. */

import { mdiPrinter3dNozzle, mdiTrayArrowUp } from "@mdi/js";
import type { nothing } from "lit";
import { css, html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Printer } from "../api/types";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import { type Choice, NO_CHOICE, type Printers } from "./choosing";
import { define, PrintMuxElement } from "./element";
import "./icon";
import { planLines } from "./printer-words";

/** `<printmux-send .hass .choice .printers .copies .busy>`; fires `send` with `start`. */
@define("printmux-send")
export class PrintMuxSend extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: grid;
        gap: 8px;
        min-width: 0;
        container-type: inline-size;
      }
      .buttons {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 10px;
      }
      .button {
        min-height: 48px;
        min-width: 0;
        font-size: 1rem;
      }
      span {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      ul {
        min-height: 1.4em;
        margin: 0;
        padding: 0;
        list-style: none;
        overflow-wrap: anywhere;
      }
      @container (max-width: 400px) {
        .buttons {
          grid-template-columns: 1fr;
        }
        .primary {
          order: -1;
        }
        .primary span {
          white-space: normal;
        }
      }
    `,
  ];

  @property({ attribute: false }) choice: Choice = NO_CHOICE;
  @property({ attribute: false }) printers: Printers = new Map();
  @property({ type: Number }) copies = 1;
  @property({ type: Boolean }) busy = false;

  private get chosen(): Printer[] {
    return [...this.choice.printers].flatMap((id) => this.printers.get(id) ?? []);
  }

  protected override render(): TemplateResult | typeof nothing {
    const none = !this.choice.any && !this.choice.printers.size;
    return html`<div class="buttons">
        <button
          class="button"
          ?disabled=${none || this.busy}
          @click=${() => this.send(false)}
        >
          <printmux-icon .path=${mdiTrayArrowUp}></printmux-icon>
          <span>${t("dispatch.upload")}</span>
        </button>
        <button
          class="button primary"
          aria-busy=${this.busy ? "true" : "false"}
          ?disabled=${none || this.busy}
          @click=${() => this.send(true)}
        >
          <printmux-icon .path=${mdiPrinter3dNozzle}></printmux-icon>
          <span>${this.busy ? t("dispatch.sending") : this.label()}</span>
        </button>
      </div>
      <ul class="dim" aria-live="polite">
        ${(none ? [t("dispatch.choose")] : this.plan()).map(
          (line) => html`<li>${line}</li>`,
        )}
      </ul>`;
  }

  /** Which prints begin later, and how many there are. */
  private plan(): string[] {
    const { hass, choice, copies } = this;
    if (!hass) {
      return [];
    }
    const prints = copies * (choice.any ? 1 : choice.printers.size);
    return [
      ...(copies > 1 ? [t("dispatch.prints", { count: prints })] : []),
      ...(choice.any ? [] : planLines(hass, this.chosen)),
    ];
  }

  private label(): string {
    const { chosen } = this;
    if (this.choice.any) {
      return chosen.length > 1
        ? t("dispatch.print_any_of", { count: chosen.length })
        : t("dispatch.print_any");
    }
    const [only] = chosen;
    if (only && chosen.length === 1) {
      return t("dispatch.print_at", { printer: only.name });
    }
    return only
      ? t("dispatch.print_on", { count: chosen.length })
      : t("dispatch.print");
  }

  private send(start: boolean): void {
    this.dispatchEvent(new CustomEvent("send", { detail: { start } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-send": PrintMuxSend;
  }
}
