/** Waits for an upload together with whoever sets up a slicer. */

import { mdiAlertCircleOutline, mdiCheck, mdiCheckCircle, mdiTimerSand } from "@mdi/js";
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { type Board, EMPTY_BOARD } from "../../api/board";
import type { Contact, Job } from "../../api/types";
import { Clock } from "../../components/clock";
import { define, PrintMuxElement } from "../../components/element";
import "../../components/icon";
import "../../components/thumb";
import { ago } from "../../format/times";
import { followed } from "../../ha/links";
import { t } from "../../i18n/setup";
import { controls, tokens } from "../../styles";
import { arrivedAfter, contactAfter, lastUpload } from "./uploads";

/** `<printmux-first-upload .hass .board>`. */
@define("printmux-first-upload")
export class PrintMuxFirstUpload extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
      }
      .row {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 64px;
        --pm-icon-size: 32px;
      }
      .row > div {
        display: grid;
        flex: 1;
        gap: 4px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .arrived > printmux-icon {
        color: var(--pm-good-text);
      }
      .waiting > printmux-icon {
        color: var(--pm-dim);
        animation: turn 3s ease-in-out infinite;
      }
      b {
        font-weight: 500;
      }
      .contact {
        display: flex;
        gap: 6px;
        --pm-icon-size: 20px;
      }
      .contact printmux-icon {
        flex: none;
      }
      .good {
        color: var(--pm-good-text);
      }
      a {
        color: var(--pm-accent-text);
      }
      @keyframes turn {
        70%,
        100% {
          rotate: 180deg;
        }
      }
    `,
  ];

  @property({ attribute: false }) board: Board = EMPTY_BOARD;
  /** When the last upload was as the page was opened; undefined before it is known. */
  private since: string | null | undefined;

  constructor() {
    super();
    new Clock(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("board") && this.since === undefined && this.board.hub) {
      this.since = lastUpload(this.board);
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.since === undefined) {
      return nothing;
    }
    const job = arrivedAfter(this.board, this.since);
    return html`<div role="status">
      ${job ? this.renderArrived(job) : this.renderWaiting(this.since)}
    </div>`;
  }

  private renderWaiting(since: string | null): TemplateResult {
    const last = since && this.hass ? ago(this.hass, since) : null;
    return html`<div class="row waiting">
      <printmux-icon .path=${mdiTimerSand}></printmux-icon>
      <div>
        <b>${t(last ? "first.another" : "first.waiting")}</b>
        ${last ? html`<span class="dim">${t("first.last", { time: last })}</span>` : nothing}
        ${this.renderContact()}
      </div>
    </div>`;
  }

  /** A slicer's "Test" comes before any upload. */
  private renderContact(): TemplateResult | typeof nothing {
    const contact = contactAfter(this.board);
    if (!contact || !this.hass) {
      return nothing;
    }
    const time = ago(this.hass, contact.at);
    return html`<span class="contact ${contact.accepted ? "good" : "error"}">
      <printmux-icon
        .path=${contact.accepted ? mdiCheck : mdiAlertCircleOutline}
      ></printmux-icon>
      <span>${contactText(contact, time)}</span>
    </span>`;
  }

  private renderArrived(job: Job): TemplateResult {
    const { slicer } = job;
    return html`<div class="row arrived">
      <printmux-icon .path=${mdiCheckCircle}></printmux-icon>
      <printmux-thumb .job=${job} .size=${64}></printmux-thumb>
      <div>
        <b>${slicer ? t("first.arrived", { slicer }) : t("first.arrived.unnamed")}</b>
        <span dir="auto">${job.name}</span>
        ${
          job.key_name
            ? html`<span class="dim">${t("first.key", { name: job.key_name })}</span>`
            : nothing
        }
        <a href="/printmux/inbox/${job.id}" @click=${followed}>${t("first.open")}</a>
      </div>
    </div>`;
  }
}

function contactText(contact: Contact, time: string): string {
  const { accepted, key_name: key } = contact;
  const slicer = contact.slicer ?? t("contact.slicer");
  if (!accepted) {
    return t("contact.refused", { slicer, time });
  }
  return key
    ? t("contact.key", { slicer, time, key })
    : t("contact.keyless", { slicer, time });
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-first-upload": PrintMuxFirstUpload;
  }
}
