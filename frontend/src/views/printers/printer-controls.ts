/** The buttons of a printer, as far as it has them and the user may press them. */

import {
  mdiAlertOctagon,
  mdiCheck,
  mdiDotsVertical,
  mdiPause,
  mdiPlay,
  mdiStop,
} from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { confirmBedCleared, messageOf, press, toggle } from "../../api/orders";
import type { Printer, Rights } from "../../api/types";
import { confirm, type Question } from "../../components/confirmation";
import { define, PrintMuxElement } from "../../components/element";
import "../../components/icon";
import { showMoreInfo } from "../../ha/events";
import { followed } from "../../ha/links";
import type { Hass } from "../../ha/types";
import { t as common } from "../../i18n/common";
import { t } from "../../i18n/printers";
import { controls, tokens } from "../../styles";
import { buttons } from "./controls-styles";
import { isActive, printName } from "./status";

/** `<printmux-printer-controls .hass .printer .can .live>`; `live` if orders get there. */
@define("printmux-printer-controls")
export class PrintMuxPrinterControls extends PrintMuxElement {
  static override styles = [tokens, controls, buttons];

  @property({ attribute: false }) printer?: Printer;
  @property({ attribute: false }) can: Rights = { dispatch: false, manage: false };
  @property({ type: Boolean }) live = false;
  /** Something is asked or open: the printer should stay where it is. */
  engaged = false;
  @query("#menu") private readonly popup?: HTMLElement;
  @state() private menu = false;
  @state() private pending = "";
  @state() private error = "";

  protected override render(): TemplateResult | typeof nothing {
    const { hass, printer } = this;
    if (!hass || !printer) {
      return nothing;
    }
    return html`
      <div class="row">
        ${this.can.dispatch ? this.renderOrders(hass, printer) : nothing}
        <div class="end">
          ${isActive(printer) ? this.renderEmergencyStop(hass, printer, false) : nothing}
          <slot></slot>
          <button
            class="icon-button"
            popovertarget="menu"
            title=${common("more")}
            aria-label=${t("control.more", { printer: printer.name })}
          >
            <printmux-icon .path=${mdiDotsVertical}></printmux-icon>
          </button>
        </div>
      </div>
      <div id="menu" popover @beforetoggle=${this.onToggle}>
        ${this.menu ? this.renderMenu(hass, printer) : nothing}
      </div>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
    `;
  }

  /** Each order has its place: a press must not hit what has come in its stead. */
  private renderOrders(hass: Hass, printer: Printer): unknown[] {
    const { entities, state } = printer;
    const { pause, resume, cancel } = entities;
    return [
      printer.bed_waits
        ? this.renderOrder("bed_cleared", mdiCheck, "primary", () =>
            confirmBedCleared(hass, [printer.id]),
          )
        : nothing,
      pause && state === "printing"
        ? this.renderOrder("pause", mdiPause, "", () => press(hass, pause))
        : nothing,
      resume && state === "paused"
        ? this.renderOrder("resume", mdiPlay, "primary", () => press(hass, resume))
        : nothing,
      cancel && (state === "printing" || state === "paused")
        ? this.renderOrder(
            "cancel",
            mdiStop,
            "",
            () => press(hass, cancel),
            () => this.askToCancel(printer),
          )
        : nothing,
    ];
  }

  private renderOrder(
    name: "bed_cleared" | "pause" | "resume" | "cancel",
    icon: string,
    look: string,
    order: () => Promise<void>,
    question?: () => Question,
  ): TemplateResult {
    return html`<button
      class="button small ${look}"
      ?disabled=${!this.live || this.pending !== ""}
      aria-busy=${this.pending === name}
      @click=${() => void this.run(name, order, question)}
    >
      <printmux-icon .path=${icon}></printmux-icon>${t(`control.${name}`)}
    </button>`;
  }

  /** Beside the other orders while it may be wanted in a hurry, else in the menu. */
  private renderEmergencyStop(
    hass: Hass,
    printer: Printer,
    inMenu: boolean,
  ): TemplateResult | typeof nothing {
    const { emergency_stop } = printer.entities;
    // What is off can't hear it.
    if (!emergency_stop || !this.can.dispatch || !printer.online) {
      return nothing;
    }
    const name = t("control.emergency_stop");
    const question = () => ({
      title: t("stop.emergency.title", { printer: printer.name }),
      text: t("stop.emergency.text", { printer: printer.name }),
      confirm: name,
      danger: true,
    });
    const stop = () => {
      this.popup?.hidePopover();
      void this.run("emergency_stop", () => press(hass, emergency_stop), question);
    };
    return html`<button
      class="stop ${inMenu ? "item" : "icon-button"}"
      title=${inMenu ? nothing : name}
      aria-label=${inMenu ? nothing : name}
      ?disabled=${!this.live}
      @click=${stop}
    >
      ${inMenu ? name : nothing}
      <printmux-icon .path=${mdiAlertOctagon}></printmux-icon>
    </button>`;
  }

  private renderMenu(hass: Hass, printer: Printer): TemplateResult {
    const { entities, url, id } = printer;
    const close = () => this.popup?.hidePopover();
    return html`
      ${
        entities.include_in_dispatch && this.can.dispatch
          ? this.renderInclude(hass, printer, entities.include_in_dispatch)
          : nothing
      }
      ${this.renderInfo(entities.status, t("control.info"), close)}
      ${
        this.can.dispatch
          ? this.renderInfo(entities.loaded_material, t("loaded.change"), close)
          : nothing
      }
      ${
        /^https?:/.test(url)
          ? html`<a
              class="item"
              href=${url}
              target="_blank"
              rel="noopener noreferrer"
              @click=${close}
              >${t("control.open")}</a
            >`
          : nothing
      }
      ${
        this.can.manage
          ? html`<a class="item" href="/config/devices/device/${id}" @click=${followed}
              >${t("control.device")}</a
            >`
          : nothing
      }
    `;
  }

  private renderInclude(hass: Hass, printer: Printer, entity: string): TemplateResult {
    const order = () => toggle(hass, entity, !printer.included);
    return html`<button
      class="item"
      role="switch"
      aria-checked=${printer.included}
      ?disabled=${!this.live || this.pending !== ""}
      @click=${() => void this.run("include", order)}
    >
      <span>${t("control.include")}<small>${t("control.include.help")}</small></span>
      <span class="switch"></span>
    </button>`;
  }

  private renderInfo(
    entity: string | null,
    text: string,
    close: () => void,
  ): TemplateResult | typeof nothing {
    if (!entity) {
      return nothing;
    }
    const show = () => {
      close();
      showMoreInfo(this, entity);
    };
    return html`<button class="item" @click=${show}>${text}</button>`;
  }

  private readonly onToggle = (event: ToggleEvent): void => {
    this.menu = this.engaged = event.newState === "open";
  };

  private askToCancel(printer: Printer): Question {
    const file = printName(printer);
    const values = { printer: printer.name, file: file ?? "" };
    return {
      title: t("stop.cancel.title"),
      text: t(file ? "stop.cancel.text" : "stop.cancel.text.unnamed", values),
      confirm: t("stop.cancel"),
      danger: true,
    };
  }

  private async run(
    name: string,
    order: () => Promise<void>,
    question?: () => Question,
  ): Promise<void> {
    this.error = "";
    this.engaged = true;
    try {
      if (question && !(await confirm(this, question()))) {
        return;
      }
      this.pending = name;
      await order();
    } catch (error) {
      this.error = messageOf(error);
    } finally {
      this.pending = "";
      this.engaged = this.menu;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-printer-controls": PrintMuxPrinterControls;
  }
}
