/** One job with all that is known of it, and all that can be done with it. */

import {
  mdiArrowLeft,
  mdiDelete,
  mdiFileQuestionOutline,
  mdiLinkVariant,
} from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import { EMPTY_BOARD } from "../../api/board";
import { BoardSubscription } from "../../api/subscription";
import type { Job, JobDetail, Printer, Rights } from "../../api/types";
import "../../components/banner";
import "../../components/dispatch";
import { define, PrintMuxElement } from "../../components/element";
import "../../components/facts";
import "../../components/icon";
import { currentTargets } from "../../components/journey";
import "../../components/targets";
import { bytes } from "../../format/numbers";
import { exact } from "../../format/times";
import { say } from "../../format/words";
import { copyText } from "../../ha/clipboard";
import { notify } from "../../ha/events";
import { followed } from "../../ha/links";
import type { Hass } from "../../ha/types";
import { t as common } from "../../i18n/common";
import { t } from "../../i18n/inbox";
import { controls, tokens } from "../../styles";
import "./job-metadata";
import { jobPageStyles } from "./job-page-styles";
import "./job-pictures";
import "./job-plates";
import { statusOf } from "./job-status";
import { isKnown, type Row } from "./metadata";
import { INBOX, jobPath } from "./paths";
import "./raw-settings";
import { tones } from "./tones";

/**
 * `<printmux-job-page .hass .jobId .row .printers .can .alone>`; `row` is what a list
 * knows of the job already, `alone` without a list beside it. Fires `back` and
 * `ask-delete`.
 */
@define("printmux-job-page")
export class PrintMuxJobPage extends PrintMuxElement {
  static override styles = [tokens, controls, tones, jobPageStyles];

  @property() jobId = "";
  @property({ attribute: false }) row?: Job | undefined;
  @property({ attribute: false }) printers: ReadonlyMap<string, Printer> = new Map();
  @property({ attribute: false }) can: Rights = EMPTY_BOARD.can;
  @property({ type: Boolean }) alone = false;
  @query("h2") private readonly heading?: HTMLElement | null;

  private readonly subscription = new BoardSubscription(
    this,
    () => this.hass,
    () => (this.jobId ? { view: "job", job_id: this.jobId } : null),
  );

  /** What is on its way comes first, unless that began while the page was open. */
  private sentFirst = false;
  private arranged = "";

  /** Puts the focus where reading begins. */
  focusName(): void {
    void this.updateComplete.then(() => this.heading?.focus());
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass } = this;
    const { board } = this.subscription;
    if (!hass || !this.speech.ready) {
      return nothing;
    }
    const detail = board.jobs.get(this.jobId) as JobDetail | undefined;
    const gone = board.error === "not_found" || (board.status === "ready" && !detail);
    const job = gone ? undefined : (detail ?? this.row);
    if (job && this.arranged !== job.id) {
      this.arranged = job.id;
      this.sentFirst = job.state === "dispatching";
    }
    return html`
      ${this.alone ? this.renderBack() : nothing} ${gone ? renderGone() : nothing}
      ${
        !gone && (board.status === "error" || !job)
          ? html`<printmux-banner
              .hass=${hass}
              .board=${board}
              @again=${() => this.subscription.again()}
            ></printmux-banner>`
          : nothing
      }
      ${job ? this.renderJob(hass, job, detail) : nothing}
    `;
  }

  private renderBack(): TemplateResult {
    return html`<button
      class="button back"
      @click=${() => this.dispatchEvent(new CustomEvent("back"))}
    >
      <printmux-icon class="arrow" .path=${mdiArrowLeft}></printmux-icon>
      ${common("back")}
    </button>`;
  }

  private renderJob(
    hass: Hass,
    job: Job,
    detail: JobDetail | undefined,
  ): TemplateResult {
    const choice = card(
      t("section.dispatch"),
      html`<printmux-dispatch
        .hass=${hass}
        .job=${job}
        .verdicts=${detail?.verdicts}
        .printers=${this.printers}
        .can=${this.can}
      ></printmux-dispatch>`,
    );
    const targets = currentTargets(job).length
      ? card(
          t("section.targets"),
          html`<printmux-targets
            .hass=${hass}
            .job=${job}
            .printers=${this.printers}
            .can=${this.can}
          ></printmux-targets>`,
        )
      : nothing;
    return html`
      ${this.renderHead(hass, job)}
      ${this.sentFirst ? [targets, choice] : [choice, targets]}
      ${detail ? renderFile(hass, detail, this.can) : nothing}
    `;
  }

  private renderHead(hass: Hass, job: Job): TemplateResult {
    const { tone, text } = statusOf(job);
    return html`<header class="card">
      <printmux-job-pictures .hass=${hass} .job=${job}> </printmux-job-pictures>
      <div class="head">
        <div class="name">
          <h2 tabindex="-1"><bdi>${job.name}</bdi></h2>
          <p class="status ${tone}"><i></i>${text}</p>
        </div>
        <printmux-facts .hass=${hass} .job=${job}></printmux-facts>
        ${job.why ? html`<p class="dim">${say(hass, job.why)}</p>` : nothing}
        <div class="actions">
          <button class="button small" @click=${() => this.copyLink(job)}>
            <printmux-icon .path=${mdiLinkVariant}></printmux-icon>${t("copy.link")}
          </button>
          ${
            this.can.manage
              ? html`<button
                  class="button small remove"
                  @click=${() => this.askDelete(job)}
                >
                  <printmux-icon .path=${mdiDelete}></printmux-icon>${common("delete")}
                </button>`
              : nothing
          }
        </div>
      </div>
    </header>`;
  }

  private async copyLink({ id }: Job): Promise<void> {
    const copied = await copyText(location.origin + jobPath(id));
    notify(this, t(copied ? "copied" : "copy.failed"));
  }

  private askDelete({ id }: Job): void {
    this.dispatchEvent(new CustomEvent("ask-delete", { detail: id }));
  }
}

function card(title: string, content: TemplateResult): TemplateResult {
  return html`<section class="card">
    <h3>${title}</h3>
    ${content}
  </section>`;
}

function renderGone(): TemplateResult {
  return html`<div class="gone" role="status">
    <printmux-icon .path=${mdiFileQuestionOutline}></printmux-icon>
    <p>${t("gone")}</p>
    <a class="button" href=${INBOX} @click=${followed}>${t("gone.list")}</a>
  </div>`;
}

function renderFile(hass: Hass, job: JobDetail, can: Rights): TemplateResult {
  return html`
    ${
      job.plate_list.length > 1
        ? card(
            t("section.plates"),
            html`<printmux-job-plates .hass=${hass} .job=${job} .can=${can}>
            </printmux-job-plates>`,
          )
        : nothing
    }
    ${
      isKnown(hass.locale, job.metadata)
        ? card(
            t("section.metadata"),
            html`<printmux-job-metadata .hass=${hass} .metadata=${job.metadata}>
              </printmux-job-metadata>
              <printmux-raw-settings .hass=${hass} .metadata=${job.metadata}>
              </printmux-raw-settings>`,
          )
        : nothing
    }
    ${card(
      t("section.file"),
      html`<dl>
        ${fileRows(hass, job).map(
          ({ label, text }) =>
            html`<dt>${label}</dt>
              <dd><bdi>${text}</bdi></dd>`,
        )}
      </dl>`,
    )}
  `;
}

/** Protocols by their own names. */
const SOURCES: Record<string, string> = {
  moonraker: "Moonraker",
  octoprint: "OctoPrint",
};

function fileRows(hass: Hass, job: JobDetail): Row[] {
  const rows = {
    name: job.name,
    folder: job.folder,
    size: bytes(hass.locale, job.size),
    received: exact(hass, job.created_at),
    source: SOURCES[job.source] ?? job.source,
    key: job.key_name,
    sha256: job.sha256,
    job_id: job.id,
  };
  return Object.entries(rows).flatMap(([name, text]) =>
    text ? [{ label: t(`file.${name as keyof typeof rows}`), text }] : [],
  );
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-job-page": PrintMuxJobPage;
  }
}
