/** Where a job is to go: printers, how often, when, and off it goes. */

import { mdiChevronDown } from "@mdi/js";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { dispatch, messageOf } from "../api/orders";
import type { Job, Rights } from "../api/types";
import { notify } from "../ha/events";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import {
  type Choice,
  firstChoice,
  makeOrder,
  NO_CHOICE,
  NO_TERMS,
  NO_VERDICTS,
  orderPrinters,
  type Printers,
  refusedOf,
  type Terms,
  type Verdicts,
} from "./choosing";
import { dispatchStyles } from "./dispatch-styles";
import { define, PrintMuxElement } from "./element";
import { askToForce } from "./force";
import "./icon";
import { recallChoice, rememberChoice } from "./memory";
import "./picker";
import { planLines } from "./printer-words";
import "./send";
import "./sent";
import type { Sent } from "./sent";
import "./stepper";
import type { PrintMuxStepper } from "./stepper";
import "./terms";
import type { PrintMuxTerms } from "./terms";

/**
 * `<printmux-dispatch .hass .job .verdicts .printers .can .layout>`; `verdicts` may come
 * later than the job. Fires `sent` once a job is on its way, and `done` when the user has
 * seen that, with `undone` if it was taken back.
 */
@define("printmux-dispatch")
export class PrintMuxDispatch extends PrintMuxElement {
  static override styles = [tokens, controls, dispatchStyles];

  @property({ attribute: false }) job?: Job;
  @property({ attribute: false }) verdicts?: Verdicts | undefined;
  @property({ attribute: false }) printers: Printers = new Map();
  @property({ attribute: false }) can: Rights = { dispatch: false, manage: false };
  @property({ reflect: true }) layout: "full" | "compact" = "full";
  /** Only some of all printers are offered: "any" must not take another. */
  @property({ type: Boolean }) limited = false;

  @state() private choice: Choice = NO_CHOICE;
  @state() private terms: Terms = NO_TERMS;
  @state() private more = false;
  @state() private busy = false;
  @state() private error = "";
  @state() private sent: Sent | null = null;
  @query("printmux-sent") private readonly sentElement?: HTMLElement;

  private order: string[] = [];
  /** What the order and the choice were made for. */
  private arranged = "";
  private sorted = "";
  private touched = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("job");
    if (changed.has("job") && before?.id !== this.job?.id) {
      this.reset();
    }
    this.arrange();
  }

  private reset(): void {
    this.touched = false;
    this.arranged = "";
    this.terms = NO_TERMS;
    this.more = false;
    this.error = "";
    this.sent = null;
  }

  /** Sorts anew only for another job or other printers: nothing moves under a finger. */
  private arrange(): void {
    const ids = [...this.printers.keys()].sort().join(" ");
    const key = `${this.job?.id ?? ""} ${this.verdicts ? "judged" : ""} ${ids}`;
    if (key === this.arranged) {
      return;
    }
    this.arranged = key;
    // The verdicts on another job are a moment away: no use in sorting twice.
    if (this.verdicts || ids !== this.sorted) {
      this.sorted = ids;
      this.order = orderPrinters(this.printers, this.verdicts ?? NO_VERDICTS);
    }
    this.choice = this.touched ? this.keptChoice() : this.firstChoice();
  }

  private firstChoice(): Choice {
    const remembered = this.hass ? recallChoice(this.hass) : NO_CHOICE;
    return firstChoice(this.order, this.verdicts ?? NO_VERDICTS, remembered);
  }

  private keptChoice(): Choice {
    const known = [...this.choice.printers].filter((id) => this.order.includes(id));
    return { ...this.choice, printers: new Set(known) };
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, job } = this;
    if (!hass || !job) {
      return nothing;
    }
    if (this.sent) {
      return html`<printmux-sent
        .hass=${hass}
        .job=${job}
        .sent=${this.sent}
        @done=${(event: CustomEvent<{ undone: boolean }>) =>
          this.finish(event.detail.undone)}
      ></printmux-sent>`;
    }
    if (job.file_gone) {
      return html`<p class="note">${t("dispatch.file_gone")}</p>`;
    }
    if (!this.order.length) {
      return html`<p class="note">${t("dispatch.no_printers")}</p>`;
    }
    return html`<printmux-picker
        .hass=${hass}
        .order=${this.order}
        .printers=${this.printers}
        .verdicts=${this.verdicts ?? NO_VERDICTS}
        .choice=${this.choice}
        .disabled=${this.busy}
        .locked=${!this.can.dispatch}
        .layout=${this.layout}
        @choose=${(event: CustomEvent<Choice>) => this.choose(event.detail)}
      ></printmux-picker>
      ${
        this.can.dispatch
          ? html`${this.renderTerms()} ${this.renderSend()}`
          : html`<p class="note">${t("dispatch.not_allowed")}</p>`
      }`;
  }

  private renderTerms(): TemplateResult {
    return html`<div class="options">
        <printmux-stepper
          .label=${t("dispatch.copies")}
          .value=${this.terms.copies}
          .disabled=${this.busy}
          @change=${(event: Event) => {
            const copies = (event.target as PrintMuxStepper).value;
            this.terms = { ...this.terms, copies };
          }}
        ></printmux-stepper>
        <button
          class="button quiet"
          aria-expanded=${this.more ? "true" : "false"}
          aria-controls="terms"
          @click=${() => (this.more = !this.more)}
        >
          ${t("more")}
          <printmux-icon class="turn" .path=${mdiChevronDown}></printmux-icon>
        </button>
      </div>
      <printmux-terms
        id="terms"
        ?hidden=${!this.more}
        .hass=${this.hass}
        .terms=${this.terms}
        .disabled=${this.busy}
        @change=${(event: Event) =>
          (this.terms = (event.target as PrintMuxTerms).terms)}
      ></printmux-terms>`;
  }

  private renderSend(): TemplateResult {
    return html`${
        this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing
      }
      <printmux-send
        .hass=${this.hass}
        .choice=${this.choice}
        .printers=${this.printers}
        .busy=${this.busy}
        @send=${(event: CustomEvent<{ start: boolean }>) =>
          void this.send(event.detail.start)}
      ></printmux-send>
      <ul class="plan dim" aria-live="polite">
        ${this.plan().map((line) => html`<li>${line}</li>`)}
      </ul>`;
  }

  /** How many prints there will be, and which begin later. */
  private plan(): string[] {
    const { any, printers } = this.choice;
    if (!any && !printers.size) {
      return [t("dispatch.choose")];
    }
    const { copies } = this.terms;
    const count = copies * (any ? 1 : printers.size);
    const chosen = [...printers].flatMap((id) => this.printers.get(id) ?? []);
    return [
      ...(copies > 1 ? [t("dispatch.prints", { count })] : []),
      ...(any ? [t("quick.any_hint")] : this.hass ? planLines(this.hass, chosen) : []),
    ];
  }

  private choose(choice: Choice): void {
    if (!this.busy && this.can.dispatch) {
      this.touched = true;
      this.error = "";
      this.choice = choice;
    }
  }

  private async send(start: boolean): Promise<void> {
    const { hass, job } = this;
    if (!hass || !job || this.busy) {
      return;
    }
    // While a question is open another job may take this one's place.
    const { choice, terms, verdicts = NO_VERDICTS } = this;
    this.busy = true;
    this.error = "";
    try {
      const refused = start ? refusedOf(choice, this.printers, verdicts) : [];
      const force = refused.length > 0;
      if (force && !(await askToForce(this, hass, job, refused, verdicts))) {
        return;
      }
      const serverTime = hass.locale.time_zone === "server";
      const order = makeOrder(this.poolOf(choice), terms, start, force, serverTime);
      const outcome = await dispatch(hass, job.id, order);
      if (outcome.targets.every(({ state }) => state === "failed")) {
        throw new Error(t("sent.none"));
      }
      rememberChoice(hass, choice);
      if (this.job?.id === job.id) {
        this.sent = { start, targets: outcome.targets };
        this.dispatchEvent(new CustomEvent("sent", { detail: { job_id: job.id } }));
        await this.updateComplete;
        this.sentElement?.focus();
      }
    } catch (error) {
      if (this.job?.id === job.id) {
        this.error = messageOf(error);
      } else {
        notify(this, messageOf(error));
      }
    } finally {
      this.busy = false;
    }
  }

  /** Without a choice of its own, "any" takes of all; here, of all that are offered. */
  private poolOf(choice: Choice): Choice {
    return choice.any && this.limited && !choice.printers.size
      ? { ...choice, printers: new Set(this.order) }
      : choice;
  }

  private finish(undone: boolean): void {
    this.sent = null;
    this.touched = false;
    this.arranged = "";
    this.terms = NO_TERMS;
    this.dispatchEvent(new CustomEvent("done", { detail: { undone } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-dispatch": PrintMuxDispatch;
  }
}
