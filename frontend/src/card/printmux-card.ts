/** The card of dashboards: what the slicer sent last, and where it may go. */

import { mdiTrayArrowDown } from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import { type Board, EMPTY_BOARD } from "../api/board";
import { BoardSubscription } from "../api/subscription";
import type { Job, JobDetail } from "../api/types";
import "../components/banner";
import type { Printers } from "../components/choosing";
import { Clock } from "../components/clock";
import "../components/dispatch";
import { define, PrintMuxElement } from "../components/element";
import "../components/icon";
import { recall, remember } from "../components/memory";
import { followed } from "../ha/links";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import { cardStyles } from "./card-styles";
import { type CardConfig, hasRows, readConfig } from "./config";
import { configForm, type ConfigForm } from "./editor";
import "./hero";
import type { PrintMuxHero } from "./hero";
import "./journeys";
import { Reserve } from "./reserve";
import "./strip";
import { dismissal, movingJobs, offeredPrinters, waitingJobs } from "./workshop";

/** After so long without a touch a newer job may take the place of the shown one. */
const IDLE_MS = 60_000;
/** So long a sent job stays, with "Undo". */
const SENT_MS = 12_000;
const DISMISSED = "printmux-dismissed";
const MOST_DISMISSED = 100;

/** `type: custom:printmux-card`. */
@define("printmux-card")
export class PrintMuxCard extends PrintMuxElement {
  static override styles = [tokens, controls, cardStyles];

  @state() private config?: CardConfig;
  /** The job that somebody is at: no newer one may slip under the finger. */
  @state() private held: string | null = null;
  @state() private dismissed: ReadonlySet<string> = readDismissed();
  @query("printmux-hero") private readonly hero?: PrintMuxHero;
  private letGo: ReturnType<typeof setTimeout> | undefined;
  private offered: { all: Printers; config: CardConfig; some: Printers } | null = null;
  private shown: string | null = null;
  private sorted: Board["jobs"] | null = null;
  private waiting: Job[] = [];
  private others: Job[] = [];
  /** What screen readers are told when a newer job takes the place of the shown one. */
  private news = "";
  /** Whether all was there once: from then on nothing is held back any more. */
  private complete = false;

  private readonly inbox = new BoardSubscription(
    this,
    () => this.hass,
    () => ({ view: "inbox" }),
  );
  private readonly details = new BoardSubscription(
    this,
    () => this.hass,
    () => (this.shown ? { view: "job", job_id: this.shown } : null),
  );
  private readonly reserve = new Reserve(
    this,
    () => `printmux-size-${this.config?.layout ?? "full"}`,
    () => this.complete,
  );

  /** The smallest configuration that works. */
  static getStubConfig(): Partial<CardConfig> {
    return {};
  }

  /** The form of Home Assistant's editor. */
  static getConfigForm(): ConfigForm {
    return configForm();
  }

  constructor() {
    super();
    new Clock(this);
    for (const type of ["pointerdown", "keydown"]) {
      this.addEventListener(type, () => this.hold(this.shown, IDLE_MS));
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.letGo);
    this.held = null;
  }

  /** Takes the configuration; throws what is wrong with it. */
  setConfig(config: unknown): void {
    this.config = readConfig(config);
    this.toggleAttribute("fixed", hasRows(this.config));
  }

  /** How tall the card is, in units of 50 pixels. */
  getCardSize(): number {
    return this.config?.layout === "compact" ? 5 : 12;
  }

  /** How the card fits into a dashboard of sections. */
  getGridOptions(): Record<string, number | string> {
    return { columns: 12, min_columns: 6, rows: "auto", min_rows: 6 };
  }

  protected override willUpdate(): void {
    this.arrange();
    // With the verdicts the printers would change their places: the first ones are awaited.
    const judged = !this.shown || this.details.board.status !== "loading";
    this.complete ||= this.inbox.board.status === "ready" && judged;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { config, hass } = this;
    if (!config || !hass || !this.speech.ready) {
      return nothing;
    }
    const { board } = this.inbox;
    const live = board.status === "ready" || board.status === "stale";
    const shown = this.complete && (live || board.jobs.size > 0);
    const kept = shown || board.status === "error" ? 0 : this.reserve.height;
    return html`<ha-card>
      ${shown && board.status === "stale" ? this.renderBanner(board) : nothing}
      <div
        class="card ${config.layout ?? "full"}"
        dir=${this.speech.direction}
        style=${styleMap(kept ? { minHeight: `${kept}px` } : {})}
      >
        ${config.title ? html`<h1>${config.title}</h1>` : nothing}
        ${shown && live ? nothing : this.renderBanner(live ? EMPTY_BOARD : board)}
        ${shown ? this.renderBoard(config) : nothing}
      </div>
    </ha-card>`;
  }

  private renderBanner(board: Board): TemplateResult {
    return html`<printmux-banner
      dir=${this.speech.direction}
      .hass=${this.hass}
      .board=${board}
      @again=${() => this.inbox.again()}
    ></printmux-banner>`;
  }

  private renderBoard(config: CardConfig): TemplateResult {
    const { board } = this.inbox;
    const hero = this.heroJob();
    const moving = movingJobs(board.jobs.values(), this.dismissed, Date.now());
    return html`<div class="board">
      <p class="reader" role="status">${this.news}</p>
      <div class="part">
        ${hero ? this.renderHero(config, hero) : nothing}
        <printmux-strip
          ?hidden=${!this.others.length}
          .hass=${this.hass}
          .jobs=${this.others}
          @pick=${(event: CustomEvent<{ id: string }>) =>
            void this.goTo(event.detail.id)}
        ></printmux-strip>
        ${hero ? this.renderDispatch(config, hero) : this.renderEmpty(moving.length > 0)}
      </div>
      <printmux-journeys
        class="part"
        ?hidden=${!moving.length}
        .hass=${this.hass}
        .jobs=${moving}
        .printers=${board.printers}
        .can=${board.can}
        .most=${config.layout === "compact" ? 2 : 5}
        @dismiss=${(event: CustomEvent<{ job: Job }>) => this.dismiss(event.detail.job)}
      ></printmux-journeys>
    </div>`;
  }

  private renderHero(config: CardConfig, job: Job): TemplateResult {
    return html`<printmux-hero
      .hass=${this.hass}
      .job=${job}
      .can=${this.inbox.board.can}
      .layout=${config.layout ?? "full"}
    ></printmux-hero>`;
  }

  private renderDispatch(config: CardConfig, job: Job): TemplateResult {
    const { printers, can } = this.inbox.board;
    const offered = this.offer(config, printers);
    const details = this.details.board.jobs.get(job.id) as JobDetail | undefined;
    return html`<printmux-dispatch
      .hass=${this.hass}
      .job=${job}
      .verdicts=${details?.verdicts}
      .printers=${offered}
      .limited=${offered !== printers}
      .can=${can}
      .layout=${config.layout ?? "full"}
      @sent=${() => this.hold(job.id, SENT_MS)}
      @done=${(event: CustomEvent<{ undone: boolean }>) =>
        void this.goTo(event.detail.undone ? job.id : null)}
    ></printmux-dispatch>`;
  }

  private renderEmpty(busy: boolean): TemplateResult {
    return html`<div class="empty ${busy ? "brief" : ""}">
      <printmux-icon .path=${mdiTrayArrowDown}></printmux-icon>
      <div>
        <p>${t("empty.title")}</p>
        <p class="dim">${t("empty.text")}</p>
      </div>
      <a class="button" href="/printmux/setup" @click=${followed}
        >${t("empty.setup")}</a
      >
    </div>`;
  }

  /** Offers the same map as long as nothing of it changed. */
  private offer(config: CardConfig, all: Printers): Printers {
    if (this.offered?.all !== all || this.offered.config !== config) {
      this.offered = { all, config, some: offeredPrinters(all, config) };
    }
    return this.offered.some;
  }

  /** Sorts anew only when a job changed, not with every degree of a printer. */
  private arrange(): void {
    const { jobs } = this.inbox.board;
    if (jobs !== this.sorted) {
      this.sorted = jobs;
      this.waiting = waitingJobs(jobs.values());
      this.others = [];
    }
    const job = this.heroJob();
    const hero = job?.id ?? null;
    if (hero !== this.shown || !this.others.length) {
      this.others = this.waiting.filter(({ id }) => id !== hero);
    }
    if (hero !== this.shown && this.complete) {
      this.news = job && !this.held ? t("hero.waiting", { job: job.name }) : "";
    }
    this.shown = hero;
  }

  private heroJob(): Job | null {
    const held = this.held === null ? undefined : this.inbox.board.jobs.get(this.held);
    // What is still read has little to show, and grows while one looks at it.
    const read = this.waiting.find(({ state }) => state === "awaiting_selection");
    return held ?? read ?? this.waiting[0] ?? null;
  }

  private hold(id: string | null, ms: number): void {
    clearTimeout(this.letGo);
    this.held = id;
    this.letGo = setTimeout(() => void this.release(), ms);
  }

  private async release(): Promise<void> {
    const shown = this.shown;
    const focused = this.shadowRoot?.activeElement;
    this.held = null;
    await this.updateComplete;
    // What had the focus may have gone with the last job.
    if (focused && shown !== this.shown) {
      this.hero?.focus();
    }
  }

  /** Shows a job, or without one the next; reading goes on at its name. */
  private async goTo(id: string | null): Promise<void> {
    this.hold(id, IDLE_MS);
    await this.updateComplete;
    this.hero?.focus();
  }

  private dismiss(job: Job): void {
    const ids = [...this.dismissed, dismissal(job)].slice(-MOST_DISMISSED);
    this.dismissed = new Set(ids);
    remember(DISMISSED, ids);
  }
}

function readDismissed(): Set<string> {
  const stored = recall(DISMISSED);
  return new Set(
    Array.isArray(stored) ? stored.filter((id) => typeof id === "string") : [],
  );
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-card": PrintMuxCard;
  }
}
