/** Says over a page or a card when what it shows is not all, or not true any more. */

import { mdiAlertCircleOutline, mdiCloudOffOutline, mdiLockOutline } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { type Board, EMPTY_BOARD } from "../api/board";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import { define, PrintMuxElement } from "./element";
import "./icon";

/** `<printmux-banner .board>`; fires `again` when the user wants another try. */
@define("printmux-banner")
export class PrintMuxBanner extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
      }
      /* Over the page: what is on it stays where it is. */
      :host([floating]) {
        display: flow-root;
        position: sticky;
        inset-block-start: var(--pm-sticky, 0px);
        z-index: 3;
        height: 0;
        margin: 0 !important;
      }
      :host([floating]) .note {
        margin: 8px;
        padding: 8px 12px;
        background:
          linear-gradient(var(--pm-warn-tint), var(--pm-warn-tint)), var(--pm-surface);
        backdrop-filter: blur(12px);
        box-shadow: 0 2px 8px rgba(0, 0, 0, 0.24);
      }
      .note {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        gap: 12px;
        padding: 12px 16px;
        border-radius: var(--pm-radius-small);
        background: var(--pm-warn-tint);
      }
      .note.error {
        background: color-mix(in srgb, var(--pm-bad) 12%, transparent);
        color: var(--pm-text);
      }
      .note span {
        flex: 1 1 12em;
        overflow-wrap: anywhere;
      }
      .skeleton {
        display: grid;
        gap: 12px;
      }
      .skeleton i {
        display: block;
        height: 20px;
        border-radius: var(--pm-radius-small);
        background: var(--pm-raised);
        animation: breathe 1.6s ease-in-out infinite alternate;
      }
      .skeleton i:first-of-type {
        height: 96px;
      }
      .skeleton i:last-child {
        width: 60%;
      }
      @keyframes breathe {
        to {
          opacity: 0.45;
        }
      }
    `,
  ];

  @property({ attribute: false }) board: Board = EMPTY_BOARD;

  protected override willUpdate(): void {
    this.toggleAttribute("floating", this.board.status === "stale");
  }

  protected override render(): TemplateResult | typeof nothing {
    switch (this.board.status) {
      case "ready":
        return nothing;
      case "loading":
        return html`<div class="skeleton" role="status">
          <span class="reader">${t("state.loading")}</span><i></i><i></i><i></i>
        </div>`;
      case "stale":
        return html`<div class="note" role="status">
          <printmux-icon .path=${mdiCloudOffOutline}></printmux-icon>
          <span>${t("state.stale")}</span>
        </div>`;
      case "error":
        return this.renderError(this.board.error ?? "unknown");
    }
  }

  private renderError(code: string): TemplateResult {
    const denied = code === "unauthorized";
    const icon = denied ? mdiLockOutline : mdiAlertCircleOutline;
    return html`<div class="note error" role="alert">
      <printmux-icon .path=${icon}></printmux-icon>
      <span>${errorText(code) ?? t("state.error.unknown", { error: code })}</span>
      ${
        denied
          ? nothing
          : html`<button
              class="button small"
              @click=${() => this.dispatchEvent(new CustomEvent("again"))}
            >
              ${t("retry")}
            </button>`
      }
    </div>`;
  }
}

/** Returns what a code of PrintMux's commands means; null for any other. */
export function errorText(code: unknown): string | null {
  switch (code) {
    case "not_loaded":
      return t("state.error.not_loaded");
    case "unauthorized":
      return t("state.error.unauthorized");
    case "not_found":
      return t("state.error.not_found");
    // Home Assistant does not know the command as long as PrintMux is not set up.
    case "unknown_command":
      return t("state.error.not_loaded");
    default:
      return null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-banner": PrintMuxBanner;
  }
}
