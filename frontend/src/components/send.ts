/** The two buttons that send a job. */

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

/** `<printmux-send .hass .choice .printers .busy>`; fires `send` with `start`. */
@define("printmux-send")
export class PrintMuxSend extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
        padding-block: 8px;
        container-type: inline-size scroll-state;
      }
      .buttons {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 10px;
      }
      .button {
        min-height: 48px;
        min-width: 0;
        font-size: var(--pm-font-l);
      }
      .primary {
        padding-block: 4px;
        line-height: 1.2;
      }
      .primary span {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        min-width: 0;
        overflow: hidden;
        overflow-wrap: anywhere;
      }
      /* Over what lies behind while it sticks to the end of the screen. */
      @container scroll-state(stuck: bottom) {
        .buttons::before {
          content: "";
          position: absolute;
          inset: 0 calc(-1 * var(--pm-card-padding, 0px));
          z-index: -1;
          border-block-start: 1px solid var(--pm-line);
          background: var(--pm-surface);
          backdrop-filter: blur(12px);
        }
      }
      @supports not (container-type: scroll-state) {
        :host {
          container-type: inline-size;
          background: var(--pm-surface);
        }
      }
      .button:not(.primary) {
        background: var(--pm-surface);
      }
      @container (min-width: 640px) {
        .buttons {
          grid-template-columns: auto minmax(0, 420px);
          justify-content: start;
        }
      }
      @container (max-width: 240px) {
        .buttons {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @container (max-width: 400px) {
        .button {
          gap: 6px;
          padding-inline: 12px;
          font-size: var(--pm-font-m);
        }
      }
    `,
  ];

  @property({ attribute: false }) choice: Choice = NO_CHOICE;
  @property({ attribute: false }) printers: Printers = new Map();
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
    </div>`;
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
