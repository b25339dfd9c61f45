/** The card of dashboards: what the slicer sent last, and where it may go. */

import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { BoardSubscription } from "../api/subscription";
import { define, PrintMuxElement } from "../components/element";
import { tokens } from "../styles";
import { type CardConfig, readConfig } from "./config";

/** `type: custom:printmux-card`. */
@define("printmux-card")
export class PrintMuxCard extends PrintMuxElement {
  static override styles = [tokens];

  @state() private config?: CardConfig;
  private readonly inbox = new BoardSubscription(
    this,
    () => this.hass,
    () => ({ view: "inbox" }),
  );

  /** Takes the configuration; throws what is wrong with it. */
  setConfig(config: unknown): void {
    this.config = readConfig(config);
  }

  /** The smallest configuration that works. */
  static getStubConfig(): Partial<CardConfig> {
    return {};
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.config || !this.speech.ready) {
      return nothing;
    }
    return html`<ha-card
      >${[...this.inbox.board.jobs.values()].map((job) => job.name)}</ha-card
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-card": PrintMuxCard;
  }
}
