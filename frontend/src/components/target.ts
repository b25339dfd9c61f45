/** One copy of a job on one printer: how far it is, and what can be done about it. */

import {
  mdiAlertCircle,
  mdiCancel,
  mdiCheckCircle,
  mdiClockOutline,
  mdiHelpCircle,
  mdiPrinter3dNozzle,
  mdiTrayArrowUp,
} from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import {
  type Answer,
  cancel,
  confirmBedCleared,
  confirmPrint,
  hold,
  messageOf,
  retry,
} from "../api/orders";
import type {
  Job,
  JobDetail,
  Printer,
  Rights,
  Target,
  TargetState,
} from "../api/types";
import { say } from "../format/words";
import type { Hass } from "../ha/types";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import { bar } from "./bar";
import { isRefused } from "./choosing";
import { Clock } from "./clock";
import { confirm } from "./confirmation";
import { define, PrintMuxElement } from "./element";
import "./icon";
import {
  isEnded,
  onlyWaits,
  printLine,
  remark,
  share,
  statusLine,
  uploadLine,
} from "./journey";
import { targetStyles } from "./target-styles";

const ICONS: Record<TargetState, [icon: string, tone: string]> = {
  pending: [mdiClockOutline, "dim"],
  uploading: [mdiTrayArrowUp, "accent"],
  uploaded: [mdiCheckCircle, "good"],
  starting: [mdiPrinter3dNozzle, "accent"],
  printing: [mdiPrinter3dNozzle, "accent"],
  completed: [mdiCheckCircle, "good"],
  failed: [mdiAlertCircle, "bad"],
  cancelled: [mdiCancel, "dim"],
  needs_attention: [mdiHelpCircle, "warn"],
};
const ANSWERS: Answer[] = ["printed", "print_again", "not_printed"];

/** `<printmux-target .hass .job .target .printer .can>`. */
@define("printmux-target")
export class PrintMuxTarget extends PrintMuxElement {
  static override styles = [tokens, controls, bar, targetStyles];

  @property({ attribute: false }) job?: Job | JobDetail;
  @property({ attribute: false }) target?: Target;
  @property({ attribute: false }) printer?: Printer | undefined;
  @property({ attribute: false }) can: Rights = { dispatch: false, manage: false };
  @state() private busy = false;
  @state() private error = "";

  constructor() {
    super();
    new Clock(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, target, printer } = this;
    if (!hass || !target) {
      return nothing;
    }
    const [icon, tone] = ICONS[target.state];
    const details = this.details(hass, target);
    const copy =
      target.copy > 1 ? ` · ${t("target.copy", { copy: target.copy })}` : nothing;
    return html`<div class="row">
        <printmux-icon class="mark ${tone}" .path=${icon}></printmux-icon>
        <div class="main">
          <div class="words">
            <div class="name" dir="auto" title=${target.printer_name}>
              ${target.printer_name}${copy}
            </div>
            <div class="status">${statusLine(hass, target, printer)}</div>
            ${details ? html`<div class="status dim">${details}</div>` : nothing}
          </div>
          ${this.can.dispatch ? this.renderActions(target) : nothing}
        </div>
      </div>
      ${this.renderBar(target)} ${this.renderMessage(hass, target)}
      ${
        target.state === "needs_attention" && this.can.dispatch
          ? this.renderQuestion(target)
          : nothing
      }
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}`;
  }

  private details(hass: Hass, target: Target): string {
    // Of a file with plates only the G-code of one is sent.
    const size = this.job?.plates ? 0 : (this.job?.size ?? 0);
    return target.state === "uploading" && size
      ? uploadLine(hass, target, size)
      : printLine(hass, target, this.printer);
  }

  private renderBar(target: Target): TemplateResult | typeof nothing {
    const done = share(target, this.printer);
    if (done === null || isEnded(target) || !this.hass) {
      return nothing;
    }
    const details = this.details(this.hass, target);
    const status = statusLine(this.hass, target, this.printer);
    const begins = target.state === "starting";
    // What begins is seen to do so.
    const width = begins ? Math.max(done, 0.1) : done;
    return html`<div
      class="bar"
      role="progressbar"
      aria-label=${t("target.progress_of", { printer: target.printer_name })}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.floor(done * 100)}
      aria-valuetext=${details ? `${status} · ${details}` : status}
    >
      <i
        class=${begins ? "begins" : ""}
        style=${styleMap({ "--share": `${width}` })}
      ></i>
    </div>`;
  }

  private renderMessage(hass: Hass, target: Target): TemplateResult {
    const { why } = target;
    const words = remark(target);
    const failed = target.state === "failed" || target.state === "needs_attention";
    return html`${
      words
        ? html`<p class=${failed ? "error" : "dim"}>${say(hass, words)}</p>`
        : nothing
    }
    ${why && !isEnded(target) ? html`<p class="dim why">${say(hass, why)}</p>` : nothing}`;
  }

  private renderActions(target: Target): TemplateResult {
    return html`<div class="actions">
      ${
        target.waiting_for === "bed" && this.printer
          ? this.button(t("bed.cleared"), () => this.clearBed())
          : nothing
      }
      ${
        target.state === "pending"
          ? this.button(target.held ? t("target.release") : t("target.hold"), () =>
              this.hold(!target.held),
            )
          : nothing
      }
      ${target.state === "failed" ? this.renderRetry(target) : nothing}
      ${
        isEnded(target) || target.state === "needs_attention"
          ? nothing
          : this.button(onlyWaits(target) ? t("cancel") : t("target.stop"), () =>
              this.cancel(target),
            )
      }
    </div>`;
  }

  private renderRetry(target: Target): TemplateResult | typeof nothing {
    if (!this.job || this.job.file_gone) {
      return nothing;
    }
    const verdicts = "verdicts" in this.job ? this.job.verdicts : {};
    return html`${this.button(t("retry"), () => this.retry(false))}
    ${
      isRefused(verdicts[target.printer ?? ""])
        ? this.button(t("force.confirm"), () => this.retry(true))
        : nothing
    }`;
  }

  private button(text: string, act: () => Promise<void>): TemplateResult {
    return html`<button
      class="button small"
      aria-label=${`${text}: ${this.target?.printer_name ?? ""}`}
      ?disabled=${this.busy}
      @click=${() => void this.run(act)}
    >
      ${text}
    </button>`;
  }

  private renderQuestion(target: Target): TemplateResult {
    return html`<div
      class="question"
      role="group"
      aria-label=${t("target.needs_attention")}
    >
      ${ANSWERS.map((answer) =>
        this.button(t(`answer.${answer}`), async () => {
          if (this.hass && this.job) {
            await confirmPrint(this.hass, this.job, target, answer);
          }
        }),
      )}
    </div>`;
  }

  private async run(act: () => Promise<void>): Promise<void> {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.error = "";
    try {
      await act();
    } catch (error) {
      this.error = messageOf(error);
    } finally {
      this.busy = false;
    }
  }

  private async hold(held: boolean): Promise<void> {
    const { hass, job, target } = this;
    if (hass && job && target) {
      await hold(hass, job.id, held, [target.id]);
    }
  }

  private async retry(force: boolean): Promise<void> {
    const { hass, job, target } = this;
    if (hass && job && target) {
      await retry(hass, job.id, [target.id], force);
    }
  }

  private async clearBed(): Promise<void> {
    if (this.hass && this.printer) {
      await confirmBedCleared(this.hass, [this.printer.id]);
    }
  }

  private async cancel(asked: Target): Promise<void> {
    const { hass, job } = this;
    if (!hass || !job) {
      return;
    }
    const sure =
      onlyWaits(asked) ||
      (await confirm(this, {
        title: t("stop.title", { printer: asked.printer_name }),
        text: t("stop.text", { job: job.name }),
        confirm: t("stop.confirm"),
        danger: true,
      }));
    if (sure) {
      await cancel(hass, job.id, [asked.id]);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-target": PrintMuxTarget;
  }
}
