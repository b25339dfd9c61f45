/** Says that a job is on its way, and takes it back if that was a mistake. */

import { mdiCheckCircleOutline, mdiUndo } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { cancel, messageOf, type Outcome } from "../api/orders";
import type { Job, TargetState } from "../api/types";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import { define, PrintMuxElement } from "./element";
import "./icon";
import { listed } from "./printer-words";

/** What was sent. */
export interface Sent {
  start: boolean;
  targets: Outcome["targets"];
}

/** States in which nothing has happened yet that could not be taken back. */
const BACK: readonly TargetState[] = ["pending", "uploading"];

/** Returns which of the sent targets can still be taken back. */
export function undoable(job: Job, sent: Sent): string[] {
  const now = new Map(job.targets.map((target) => [target.id, target.state]));
  return sent.targets
    .filter(({ id, state }) => BACK.includes(now.get(id) ?? state))
    .map(({ id }) => id);
}

/** `<printmux-sent .hass .job .sent>`; fires `done`, `undone` if it was taken back. */
@define("printmux-sent")
export class PrintMuxSent extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
        outline: none;
      }
      .box {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 8px 12px;
        align-items: start;
        padding: 16px;
        border-radius: var(--pm-radius);
        background: color-mix(in srgb, var(--pm-good) 12%, transparent);
      }
      .box > printmux-icon {
        --pm-icon-size: 24px;
        color: var(--pm-good-text);
      }
      p {
        margin: 0;
        line-height: 24px;
        overflow-wrap: anywhere;
      }
      .box > :not(printmux-icon) {
        grid-column: 2;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
    `,
  ];

  @property({ attribute: false }) job?: Job;
  @property({ attribute: false }) sent?: Sent;
  @state() private busy = false;
  @state() private error = "";

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = -1;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { job, sent } = this;
    if (!job || !sent) {
      return nothing;
    }
    const failed = sent.targets.filter(({ state }) => state === "failed");
    return html`<div class="box" role="status">
        <printmux-icon .path=${mdiCheckCircleOutline}></printmux-icon>
        <p>${this.words(sent)}</p>
        ${
          failed.length
            ? html`<p class="error">
                ${t("sent.failed", { printers: this.names(failed) })}
              </p>`
            : nothing
        }
        <div class="buttons">
          ${
            undoable(job, sent).length
              ? html`<button
                  class="button"
                  ?disabled=${this.busy}
                  @click=${() => void this.undo()}
                >
                  <printmux-icon .path=${mdiUndo}></printmux-icon>${t("undo")}
                </button>`
              : nothing
          }
          <button class="button" @click=${() => this.finish(false)}>
            ${t("sent.done")}
          </button>
        </div>
      </div>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}`;
  }

  private words({ start, targets }: Sent): string {
    const printers = this.names(targets.filter(({ state }) => state !== "failed"));
    return start ? t("sent.print", { printers }) : t("sent.upload", { printers });
  }

  private names(targets: Sent["targets"]): string {
    const names = [...new Set(targets.map(({ printer_name }) => printer_name))];
    return this.hass ? listed(this.hass, names) : "";
  }

  private async undo(): Promise<void> {
    const { hass, job, sent } = this;
    if (!hass || !job || !sent || this.busy) {
      return;
    }
    this.busy = true;
    this.error = "";
    try {
      const ids = undoable(job, sent);
      if (ids.length) {
        await cancel(hass, job.id, ids);
        this.finish(true);
      } else {
        this.error = t("sent.too_late");
      }
    } catch (error) {
      this.error = messageOf(error);
    }
    this.busy = false;
  }

  private finish(undone: boolean): void {
    this.dispatchEvent(new CustomEvent("done", { detail: { undone } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-sent": PrintMuxSent;
  }
}
