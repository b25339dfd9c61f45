/** The panel's page "Inbox": the list of all jobs, and beside it the one that is open. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { BoardSubscription } from "../../api/subscription";
import { messageOf } from "../../api/orders";
import type { Job } from "../../api/types";
import "../../components/banner";
import { Clock } from "../../components/clock";
import { askToDelete } from "../../components/deletion";
import { define, PrintMuxElement } from "../../components/element";
import { Width } from "../../components/width";
import { startOfDay } from "../../format/times";
import { navigate } from "../../ha/events";
import { t as common } from "../../i18n/common";
import { t } from "../../i18n/inbox";
import { controls, tokens } from "../../styles";
import { EarlierJobs } from "./earlier";
import { inboxStyles } from "./inbox-styles";
import {
  isEmpty,
  renderDropZone,
  renderEmpty,
  renderEnd,
  renderUpload,
} from "./inbox-parts";
import "./job-finder";
import type { PrintMuxJobFinder } from "./job-finder";
import "./job-list";
import type { PrintMuxJobList } from "./job-list";
import "./job-page";
import type { PrintMuxJobPage } from "./job-page";
import { idsOf, listJobs, type Listing, type Sought } from "./listing";
import { INBOX, jobOf, jobPath } from "./paths";
import "./upload-list";
import { Uploading } from "./uploading";

/** From this width on list and details stand side by side. */
const SPLIT = 720;

/** `<printmux-inbox-view>`; `rest` is what follows in the URL: the id of a job. */
@define("printmux-inbox-view")
export class PrintMuxInboxView extends PrintMuxElement {
  static override styles = [tokens, controls, inboxStyles];

  @property({ type: Boolean, reflect: true }) narrow = false;
  @property() rest = "";
  @state() private sought: Sought = { text: "", filters: new Set() };
  @state() private fault = "";
  @query("printmux-job-finder") private readonly finder?: PrintMuxJobFinder | null;
  @query(".upload input") private readonly uploadField?: HTMLElement | null;
  @query("printmux-job-list") private readonly list?: PrintMuxJobList | null;
  @query("printmux-job-page") private readonly page?: PrintMuxJobPage | null;

  private readonly inbox = new BoardSubscription(
    this,
    () => this.hass,
    () => ({ view: "inbox" }),
  );
  private readonly earlier = new EarlierJobs(
    this,
    () => this.hass,
    () => this.inbox.board.jobs,
  );
  private readonly uploading = new Uploading(
    this,
    () => this.hass,
    () => this.inbox.board,
    (jobId) => this.open(jobId),
  );
  private readonly width = new Width(this, SPLIT);
  private listing?: Listing;
  private listed: unknown[] = [];
  private today = 0;
  /** Whether the list is what the browser's back button leads to. */
  private came = false;

  constructor() {
    super();
    new Clock(this, 60);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("keydown", this.onKey);
  }

  private get split(): boolean {
    return this.width.wide ?? !this.narrow;
  }

  private get selected(): string {
    return jobOf(this.rest);
  }

  protected override willUpdate(): void {
    const { hass, inbox, earlier, sought } = this;
    if (!hass) {
      return;
    }
    const today = Math.floor(startOfDay(hass) / 60000) * 60000;
    if (inbox.board.status === "ready") {
      earlier.follow();
    }
    const from = [inbox.board.jobs, earlier.jobs, earlier.counts, sought, today];
    if (from.some((each, index) => each !== this.listed[index])) {
      this.today = today;
      this.listed = from;
      const known = {
        live: inbox.board.jobs,
        older: earlier.jobs,
        counts: earlier.counts,
      };
      this.listing = listJobs(known, sought, today);
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.selected && this.split && this.inbox.board.status === "ready") {
      this.openNewest();
    }
    const before = changed.get("rest");
    if (before === undefined || this.split) {
      return;
    }
    if (this.selected && !jobOf(before)) {
      this.page?.focusName();
    } else if (!this.selected) {
      this.list?.focusRow(jobOf(before));
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { board } = this.inbox;
    if (!this.hass || !this.speech.ready) {
      return nothing;
    }
    if (board.status === "error") {
      return html`<div class="alone">${this.renderBanner()}</div>`;
    }
    const open = this.selected !== "";
    const empty = this.listing && isEmpty(board, this.listing, this.sought);
    return html`
      ${this.renderBanner()} ${this.renderFault()}
      <div class="panes ${this.split ? "split" : open ? "open" : "closed"}">
        <section class="list" aria-label=${t("list")}>
          <div class="tools">
            <printmux-job-finder
              .hass=${this.hass}
              .sought=${this.sought}
              .counts=${this.listing?.counts}
              @seek=${this.onSeek}
              @keydown=${this.onFinderKey}
            ></printmux-job-finder>
            ${
              board.can.dispatch || board.status === "loading"
                ? renderUpload(this.uploading.choose, board.can.dispatch)
                : nothing
            }
            <printmux-upload-list
              .hass=${this.hass}
              .maxMb=${board.hub?.max_upload_mb ?? 0}
              @emptied=${() => this.uploadField?.focus()}
            ></printmux-upload-list>
          </div>
          <printmux-job-list
            .hass=${this.hass}
            .listing=${this.listing}
            .selected=${this.selected}
            .today=${this.today}
            @open=${(event: CustomEvent<string>) => this.open(event.detail)}
            @ask-delete=${this.onAskDelete}
          ></printmux-job-list>
          ${empty && !this.split ? renderEmpty(board) : nothing}
          ${renderEnd(board, this.listing, this.sought, this.earlier, this.hass)}
        </section>
        <section class="details" aria-label=${t("details")}>
          ${open ? this.renderPage(this.selected) : nothing}
          ${empty && this.split && !open ? renderEmpty(board) : nothing}
        </section>
      </div>
      ${this.uploading.over ? renderDropZone(board.hub?.max_upload_mb, this.hass) : nothing}
    `;
  }

  private renderBanner(): TemplateResult | typeof nothing {
    const { board } = this.inbox;
    return board.status === "stale" || board.status === "error"
      ? html`<printmux-banner
          .hass=${this.hass}
          .board=${board}
          @again=${() => this.inbox.again()}
        ></printmux-banner>`
      : nothing;
  }

  private renderFault(): TemplateResult | typeof nothing {
    return this.fault
      ? html`<div class="fault" role="alert">
          <span>${this.fault}</span>
          <button class="button small" @click=${() => (this.fault = "")}>
            ${common("close")}
          </button>
        </div>`
      : nothing;
  }

  private renderPage(id: string): TemplateResult {
    const { board } = this.inbox;
    return html`<printmux-job-page
      .hass=${this.hass}
      .jobId=${id}
      .row=${this.find(id)}
      .printers=${board.printers}
      .can=${board.can}
      .alone=${!this.split}
      @back=${this.back}
      @ask-delete=${this.onAskDelete}
    ></printmux-job-page>`;
  }

  private find(id: string): Job | undefined {
    return (
      this.inbox.board.jobs.get(id) ?? this.earlier.jobs.find((job) => job.id === id)
    );
  }

  private open(id: string, replace = !this.split && this.selected !== ""): void {
    this.came = true;
    navigate(jobPath(id), replace);
  }

  private openNewest(): void {
    const [id] = this.listing ? idsOf(this.listing) : [];
    if (id) {
      navigate(jobPath(id), true);
    }
  }

  private readonly back = (): void => {
    if (this.came) {
      this.came = false;
      history.back();
    } else {
      navigate(INBOX, true);
    }
  };

  private readonly onSeek = ({ detail }: CustomEvent<Sought>): void => {
    this.sought = detail;
    this.earlier.seek(detail);
  };

  private readonly onFinderKey = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      this.list?.focusRow("");
    }
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (key === "/" && !altKey && !ctrlKey && !metaKey && !isTyping(event)) {
      event.preventDefault();
      this.finder?.focus();
    }
  };

  private readonly onAskDelete = async ({
    detail: id,
  }: CustomEvent<string>): Promise<void> => {
    const { hass, inbox } = this;
    if (!hass || !inbox.board.can.manage) {
      return;
    }
    const ids = this.listing ? idsOf(this.listing) : [];
    this.fault = "";
    try {
      if (await askToDelete(this, hass, id, this.find(id))) {
        this.earlier.forget(id);
        this.leaveJob(id, ids);
      }
    } catch (error) {
      this.fault = messageOf(error);
    }
  };

  private leaveJob(id: string, ids: string[]): void {
    if (id === this.selected) {
      const at = ids.indexOf(id);
      const next = this.split ? (ids[at + 1] ?? ids[at - 1]) : undefined;
      navigate(next ? jobPath(next) : INBOX, true);
    }
  }
}

function isTyping(event: Event): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select"))
  );
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-inbox-view": PrintMuxInboxView;
  }
}
