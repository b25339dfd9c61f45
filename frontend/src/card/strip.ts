/** The other waiting jobs, side by side. */

import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Job } from "../api/types";
import { Clock } from "../components/clock";
import { define, PrintMuxElement } from "../components/element";
import "../components/thumb";
import { duration } from "../format/numbers";
import { ago } from "../format/times";
import { followed } from "../ha/links";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";

/** So many are in the page; the panel has them all. */
const MOST_JOBS = 30;

/** `<printmux-strip .hass .jobs>`; fires `pick` with the job's id. */
@define("printmux-strip")
export class PrintMuxStrip extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      h3 {
        margin: 0 0 8px;
        font-size: var(--pm-font-m);
        font-weight: 500;
        color: var(--pm-dim);
      }
      ul {
        display: flex;
        gap: 8px;
        /* To the card's very edge: what goes on there is seen to do so. */
        margin: -4px calc(-1 * var(--pm-card-padding, 4px));
        padding: 4px var(--pm-card-padding, 4px);
        overflow-x: auto;
        list-style: none;
        scroll-snap-type: x proximity;
        scroll-padding-inline: var(--pm-card-padding, 4px);
        scrollbar-width: thin;
        overscroll-behavior-x: contain;
      }
      li {
        flex: none;
        max-width: min(240px, 80%);
        scroll-snap-align: start;
      }
      .job {
        display: flex;
        align-items: center;
        gap: 10px;
        width: 100%;
        min-height: 56px;
        padding: 6px;
        padding-inline-end: 14px;
        border: 1px solid var(--pm-line);
        border-radius: var(--pm-radius);
        color: inherit;
        text-decoration: none;
      }
      .job:hover {
        background: var(--pm-accent-tint);
      }
      .words {
        display: grid;
        min-width: 0;
      }
      .words span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .rest {
        padding-inline: 14px;
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) jobs: Job[] = [];

  constructor() {
    super();
    new Clock(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.hass || !this.jobs.length) {
      return nothing;
    }
    const rest = this.jobs.length - MOST_JOBS;
    return html`<h3 id="title">${t("strip.title", { count: this.jobs.length })}</h3>
      <ul
        aria-labelledby="title"
        @keydown=${(event: KeyboardEvent) => this.move(event)}
      >
        ${repeat(
          this.jobs.slice(0, MOST_JOBS),
          (job) => job.id,
          (job) => this.renderJob(job),
        )}
        ${
          rest > 0
            ? html`<li>
                <a class="job rest" href="/printmux/inbox" @click=${followed}
                  >${t("list.more", { count: rest })}</a
                >
              </li>`
            : nothing
        }
      </ul>`;
  }

  private renderJob(job: Job): TemplateResult | typeof nothing {
    const { hass } = this;
    if (!hass) {
      return nothing;
    }
    const time = job.estimated_time_s
      ? `${duration(hass.locale, job.estimated_time_s)} · `
      : "";
    return html`<li>
      <button
        class="job"
        title=${job.name}
        @click=${() =>
          this.dispatchEvent(new CustomEvent("pick", { detail: { id: job.id } }))}
      >
        <printmux-thumb .job=${job} .size=${44}></printmux-thumb>
        <span class="words">
          <span dir="auto">${job.name}</span>
          <span class="dim">${time}${ago(hass, job.created_at)}</span>
        </span>
      </button>
    </li>`;
  }

  /** Arrows go from job to job as the eye does. */
  private move(event: KeyboardEvent): void {
    const ahead =
      getComputedStyle(this).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") {
      return;
    }
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>(".job")];
    const at = items.indexOf(event.target as HTMLElement);
    const next = items[at + (event.key === ahead ? 1 : -1)];
    if (at >= 0 && next) {
      event.preventDefault();
      next.focus();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-strip": PrintMuxStrip;
  }
}
